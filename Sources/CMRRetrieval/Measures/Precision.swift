/// Precision at k: the share of the k best items that is relevant.
///
/// A gallery of less than k items is divided by k too, as in trec_eval.
public struct Precision: RetrievalMeasure, Hashable {
  /// k.
  public let cutoff: Int

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// Precision at `cutoff`, 1 or more.
  public init(at cutoff: Int, withoutRelevant: WithoutRelevant = .zero) {
    precondition(cutoff >= 1, "a cutoff of \(cutoff) leaves no ranking")
    self.cutoff = cutoff
    self.withoutRelevant = withoutRelevant
  }

  /// `P@k`.
  public var name: String { "P" + Self.suffix(cutoff) }

  /// Divisor and empty queries in words.
  public var convention: String { "divided by \(cutoff); \(withoutRelevant.convention)" }

  /// The precision of one query.
  public func value(for ranks: RelevantRanks) -> Double? {
    guard ranks.count > 0 else { return withoutRelevant.value }
    return Double(ranks.hits(within: cutoff)) / Double(cutoff)
  }
}
