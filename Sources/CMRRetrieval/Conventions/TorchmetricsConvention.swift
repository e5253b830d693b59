/// The classes of `torchmetrics.retrieval`, version 1.9, with their default arguments.
///
/// - Scores of 0 or less: a relevant item with one counts as irrelevant in RetrievalMAP,
///   RetrievalMRR, RetrievalPrecision and RetrievalRecall (which divides by all relevant items all
///   the same). A cosine is often below 0, so that figures of whole rankings come out higher:
///   AP is divided by the others alone. RetrievalHitRate and RetrievalNormalizedDCG know no such rule.
/// - Equal scores: in the order of torch's topk and argsort, which is not specified; here the file's.
///   RetrievalNormalizedDCG gives each of them the mean of their gains, as scikit-learn does.
/// - AP at k: divided by the relevant items among the first k.
/// - P at k: divided by k, also where the gallery is smaller (`adaptive_k` is off).
/// - Queries with nothing relevant: 0 (`empty_target_action` is `neg`).
/// - What it is not given does not exist for it: recall and nDCG cannot be had from the first items.
/// - It computes in single precision, so that its figures differ in the seventh digit.
///
/// RetrievalPrecisionRecallCurve goes by rank, with no precision at a recall: its points are the means
/// of P@k and R@k.
///
/// Source: github.com/Lightning-AI/torchmetrics, `functional/retrieval`, at version 1.9.0.
public struct TorchmetricsConvention: ScoringConvention, Hashable {
  /// The one there is.
  public init() {}

  /// `torchmetrics`.
  public var name: String { "torchmetrics" }

  /// Ties, divisor and empty queries.
  public func rule(severalLabels: Bool) -> String {
    "torchmetrics 1.9: scores of 0 or less are no hits, but in nDCG and Success; equal scores in "
      + "any order, here the file's, and averaged in nDCG; AP@k divided by the hits within k; "
      + WithoutRelevant.zero.convention
  }

  /// In the order of the file.
  public func ranks(in ranking: JudgedRanking) -> RelevantRanks { ranking.ranks }

  /// Every measure.
  public func measure(
    _ measure: ScoreMeasure, for rankings: KeptRankings
  ) -> ConventionalMeasure {
    let known = measure.measure(.hits, .zero)
    let name = Self.name(of: measure)
    switch measure {
    case .success: return .defined(name, known)
    case .nDCG(let cutoff):
      return .defined(name, needsWholeRanking: true) { ranking, _ in
        TieAveragedNDCG.value(of: ranking, cutoff: cutoff)
      }
    case .averagePrecision, .reciprocalRank, .precision:
      return .defined(name) { ranking, _ in known.value(for: ranking.ranksOfPositiveScores) }
    case .recall:
      return .defined(name, needsWholeRanking: true) { ranking, _ in
        known.value(for: ranking.ranksOfPositiveScores)
      }
    }
  }

  private static func name(of measure: ScoreMeasure) -> String {
    let type =
      switch measure {
      case .averagePrecision: "RetrievalMAP"
      case .nDCG: "RetrievalNormalizedDCG"
      case .reciprocalRank: "RetrievalMRR"
      case .precision: "RetrievalPrecision"
      case .recall: "RetrievalRecall"
      case .success: "RetrievalHitRate"
      }
    return type + "(" + (measure.cutoff.map { "top_k=\($0)" } ?? "") + ")"
  }

  /// RetrievalHitRate at every rank; no precision at recalls.
  public func curve(_ curve: ScoreCurve) -> ConventionalCurve? {
    guard curve != .precisionRecall else { return nil }
    return ConventionalCurve(curve.curve(.zero)) { Self.name(of: .success(at: Int($0))) }
  }
}
