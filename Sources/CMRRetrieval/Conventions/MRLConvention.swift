/// The evaluation functions of MRL's published code (Hu et al., CVPR 2021, github.com/penghu-cs/MRL),
/// which most later code on noisy labels took over.
///
/// One label per row, `fx_calc_map_label`:
/// - Equal scores: in the order of NumPy's default argsort, which is not stable and changes with the
///   processor; here the file's order, one of those it may come to.
/// - AP at k: divided by the relevant items among the first k. k = 0 means all items; a k beyond the
///   gallery ends in an IndexError.
/// - Queries with nothing relevant within k: 0.
///
/// Several labels per row, `fx_calc_map_multilabel_k`:
/// - Relevant is an item with a label in common.
/// - k is accepted and not used: the figure is always that of the whole ranking.
/// - Queries with nothing relevant: left out.
///
/// It has no other measure than AP.
public struct MRLConvention: ScoringConvention, Hashable {
  /// The one there is.
  public init() {}

  /// `mrl`.
  public var name: String { "mrl" }

  /// Ties, divisor and empty queries.
  public func rule(severalLabels: Bool) -> String {
    let empty = Self.withoutRelevant(severalLabels).convention
    let order = "equal scores in any order, here the file's"
    return severalLabels
      ? "MRL's fx_calc_map_multilabel_k: \(order); no AP@k; \(empty)"
      : "MRL's fx_calc_map_label: \(order); AP@k divided by the relevant items within k; \(empty)"
  }

  private static func withoutRelevant(_ severalLabels: Bool) -> WithoutRelevant {
    severalLabels ? .skipped : .zero
  }

  /// In the order of the file.
  public func ranks(in ranking: JudgedRanking) -> RelevantRanks { ranking.ranks }

  /// AP.
  public func measure(
    _ measure: ScoreMeasure, for rankings: KeptRankings
  ) -> ConventionalMeasure {
    guard case .averagePrecision(let cutoff) = measure else {
      return .undefined("MRL's code has no \(measure.name)")
    }
    let several = rankings.haveSeveralLabels
    let name = several ? "fx_calc_map_multilabel_k" : "fx_calc_map_label(k=\(cutoff ?? 0))"
    if several, cutoff != nil {
      return .undefined(name: name, "\(name) does not heed its k")
    }
    if let cutoff, cutoff > rankings.galleryCount {
      return .undefined(
        name: name,
        "\(name) fails where k is larger than the gallery, here of \(rankings.galleryCount) items")
    }
    return .defined(name, measure.measure(.hits, Self.withoutRelevant(several)))
  }

  /// None.
  public func curve(_ curve: ScoreCurve) -> ConventionalCurve? { nil }
}
