/// Average precision: the mean, over relevant items, of the precision at each one's rank.
///
/// AP = (1 / n) sum_i i / r_i over the ranks r_1 < r_2 < ... of relevant items, up to a cutoff if
/// there is one. Over the whole ranking both normalisers are the number of relevant items.
public struct AveragePrecision: RetrievalMeasure, Hashable {
  /// What n is.
  public enum Normaliser: String, Codable, Hashable, Sendable, CaseIterable {
    /// The relevant items within the cutoff: what MRL, DSCMR and most cross-modal code divides by.
    /// It rewards rankings that put few relevant items within the cutoff, but early.
    case hits

    /// All relevant items: trec_eval's `map_cut`.
    case allRelevant = "all-relevant"
  }

  /// How many of the best items are looked at; all without one.
  public let cutoff: Int?

  /// What the sum is divided by.
  public let normaliser: Normaliser

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// Average precision over the whole ranking, or up to `cutoff`, 1 or more.
  public init(
    cutoff: Int? = nil, normaliser: Normaliser = .hits, withoutRelevant: WithoutRelevant = .zero
  ) {
    precondition(cutoff ?? 1 >= 1, "a cutoff of \(cutoff ?? 0) leaves no ranking")
    self.cutoff = cutoff
    self.normaliser = normaliser
    self.withoutRelevant = withoutRelevant
  }

  /// `AP`, `AP@50` (all relevant items) or `AP(norm=hits)@50`.
  public var name: String {
    "AP" + (cutoff != nil && normaliser == .hits ? "(norm=hits)" : "") + Self.suffix(cutoff)
  }

  /// Ranking, normaliser and empty queries in words.
  public var convention: String {
    let ranking = cutoff.map { "the first \($0) items" } ?? "the whole ranking"
    let divisor =
      cutoff == nil || normaliser == .allRelevant
      ? "all relevant items" : "the relevant items among them"
    return "over \(ranking), divided by \(divisor); \(withoutRelevant.convention)"
  }

  /// The average precision of one query.
  public func value(for ranks: RelevantRanks) -> Double? {
    guard ranks.count > 0 else { return withoutRelevant.value }
    let hits = ranks.hits(within: cutoff)
    guard hits > 0 else { return 0 }
    var sum = 0.0
    for (index, rank) in ranks.ranks.prefix(hits).enumerated() {
      sum += Double(index + 1) / Double(rank)
    }
    return sum / Double(normaliser == .hits ? hits : ranks.count)
  }
}
