/// A measure as one asks for it, before a ``ScoringConvention`` says what it means.
public enum ScoreMeasure: Hashable, Sendable {
  /// Average precision over the whole ranking, or over its first items.
  case averagePrecision(cutoff: Int?)
  /// Normalised discounted cumulative gain.
  case nDCG(cutoff: Int?)
  /// 1 over the rank of the first relevant item.
  case reciprocalRank(cutoff: Int?)
  /// The share of the first items that is relevant.
  case precision(at: Int)
  /// The share of the relevant items that is among the first.
  case recall(at: Int)
  /// Whether a relevant item is among the first.
  case success(at: Int)

  /// The measures of whole rankings.
  public static let ofWholeRankings: [Self] = [
    .averagePrecision(cutoff: nil), .nDCG(cutoff: nil), .reciprocalRank(cutoff: nil),
  ]

  /// The measures of the first `cutoff` items, 1 or more.
  public static func at(_ cutoff: Int) -> [Self] {
    [
      .averagePrecision(cutoff: cutoff), .nDCG(cutoff: cutoff), .reciprocalRank(cutoff: cutoff),
      .precision(at: cutoff), .recall(at: cutoff), .success(at: cutoff),
    ]
  }

  /// How many of the first items are looked at; nil for all.
  public var cutoff: Int? {
    switch self {
    case .averagePrecision(let cutoff), .nDCG(let cutoff), .reciprocalRank(let cutoff): cutoff
    case .precision(let cutoff), .recall(let cutoff), .success(let cutoff): cutoff
    }
  }

  /// `AP`, `P@10` and the like; conventions add what this leaves open.
  public var name: String {
    let measure =
      switch self {
      case .averagePrecision: "AP"
      case .nDCG: "nDCG"
      case .reciprocalRank: "RR"
      case .precision: "P"
      case .recall: "R"
      case .success: "Success"
      }
    return measure + (cutoff.map { "@\($0)" } ?? "")
  }

  /// The measure with what the conventions differ in.
  func measure(
    _ normaliser: AveragePrecision.Normaliser, _ withoutRelevant: WithoutRelevant
  ) -> any RetrievalMeasure {
    switch self {
    case .averagePrecision(let cutoff):
      AveragePrecision(cutoff: cutoff, normaliser: normaliser, withoutRelevant: withoutRelevant)
    case .nDCG(let cutoff): NDCG(cutoff: cutoff, withoutRelevant: withoutRelevant)
    case .reciprocalRank(let cutoff):
      ReciprocalRank(cutoff: cutoff, withoutRelevant: withoutRelevant)
    case .precision(let cutoff): Precision(at: cutoff, withoutRelevant: withoutRelevant)
    case .recall(let cutoff): Recall(at: cutoff, withoutRelevant: withoutRelevant)
    case .success(let cutoff): Success(at: cutoff, withoutRelevant: withoutRelevant)
    }
  }
}
