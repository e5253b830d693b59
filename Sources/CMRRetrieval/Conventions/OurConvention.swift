/// The defaults of this package, which `cmrtrain rank` reports.
///
/// - Equal scores: in ascending gallery index, a total order.
/// - AP at k: divided by the relevant items among the first k, as in the cross-modal papers.
/// - P at k: divided by k, also where the gallery is smaller.
/// - nDCG: gain 1 for relevant items, discount log2(rank + 1), the ideal ranking cut at k too.
/// - Queries with nothing relevant: 0, in every measure and curve.
public struct OurConvention: ScoringConvention, Hashable {
  /// The one there is.
  public init() {}

  /// `ours`.
  public var name: String { "ours" }

  /// Ties, divisor and empty queries.
  public func rule(severalLabels: Bool) -> String {
    "equal scores in ascending gallery index; AP@k divided by the relevant items within k; "
      + WithoutRelevant.zero.convention
  }

  /// In the order of the file, which is ours.
  public func ranks(in ranking: JudgedRanking) -> RelevantRanks { ranking.ranks }

  /// Every measure.
  public func measure(
    _ measure: ScoreMeasure, for rankings: KeptRankings
  ) -> ConventionalMeasure {
    let measure = measure.measure(.hits, .zero)
    return .defined(measure.name, measure)
  }

  /// Every curve.
  public func curve(_ curve: ScoreCurve) -> ConventionalCurve? {
    ConventionalCurve(curve.curve(.zero), pointNames: curve.pointName)
  }
}
