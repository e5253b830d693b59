/// Recall at k: the share of the relevant items that is among the k best.
///
/// This is the recall of information retrieval. What image-text matching calls R@k, whether any
/// right item is among the k best, is ``Success``.
public struct Recall: RetrievalMeasure, Hashable {
  /// k.
  public let cutoff: Int

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// Recall at `cutoff`, 1 or more.
  public init(at cutoff: Int, withoutRelevant: WithoutRelevant = .zero) {
    precondition(cutoff >= 1, "a cutoff of \(cutoff) leaves no ranking")
    self.cutoff = cutoff
    self.withoutRelevant = withoutRelevant
  }

  /// `R@k`.
  public var name: String { "R" + Self.suffix(cutoff) }

  /// Divisor and empty queries in words.
  public var convention: String {
    "divided by all relevant items; \(withoutRelevant.convention)"
  }

  /// The recall of one query.
  public func value(for ranks: RelevantRanks) -> Double? {
    guard ranks.count > 0 else { return withoutRelevant.value }
    return Double(ranks.hits(within: cutoff)) / Double(ranks.count)
  }
}
