/// Reciprocal rank: 1 over the rank of the first relevant item.
public struct ReciprocalRank: RetrievalMeasure, Hashable {
  /// How many of the best items are looked at; all without one.
  public let cutoff: Int?

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// The reciprocal rank over the whole ranking, or 0 beyond `cutoff`.
  public init(cutoff: Int? = nil, withoutRelevant: WithoutRelevant = .zero) {
    precondition(cutoff ?? 1 >= 1, "a cutoff of \(cutoff ?? 0) leaves no ranking")
    self.cutoff = cutoff
    self.withoutRelevant = withoutRelevant
  }

  /// `RR` or `RR@k`.
  public var name: String { "RR" + Self.suffix(cutoff) }

  /// Empty queries in words.
  public var convention: String { withoutRelevant.convention }

  /// The reciprocal rank of one query.
  public func value(for ranks: RelevantRanks) -> Double? {
    guard ranks.count > 0 else { return withoutRelevant.value }
    guard let best = ranks.ranks.first else { return 0 }
    return best <= cutoff ?? best ? 1 / Double(best) : 0
  }
}
