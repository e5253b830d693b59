#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Normalised discounted cumulative gain with gain 1 for relevant items.
///
/// DCG = sum over relevant ranks r of 1 / log2(r + 1), up to a cutoff if there is one, divided by
/// that of the ideal ranking (Järvelin and Kekäläinen, ACM TOIS 20, 2002, with the discount that
/// trec_eval uses).
public struct NDCG: RetrievalMeasure, Hashable {
  /// How many of the best items are looked at; all without one.
  public let cutoff: Int?

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// nDCG over the whole ranking, or up to `cutoff`, 1 or more.
  public init(cutoff: Int? = nil, withoutRelevant: WithoutRelevant = .zero) {
    precondition(cutoff ?? 1 >= 1, "a cutoff of \(cutoff ?? 0) leaves no ranking")
    self.cutoff = cutoff
    self.withoutRelevant = withoutRelevant
  }

  /// `nDCG` or `nDCG@k`.
  public var name: String { "nDCG" + Self.suffix(cutoff) }

  /// Gain, discount and empty queries in words.
  public var convention: String {
    "gain 1, discount log2(rank + 1); \(withoutRelevant.convention)"
  }

  /// The nDCG of one query.
  public func value(for ranks: RelevantRanks) -> Double? {
    guard ranks.count > 0 else { return withoutRelevant.value }
    let gained = ranks.ranks.prefix(ranks.hits(within: cutoff)).reduce(0.0) { $0 + gain($1) }
    let ideal = (1...min(ranks.count, cutoff ?? ranks.count)).reduce(0.0) { $0 + gain($1) }
    return gained / ideal
  }

  private func gain(_ rank: Int) -> Double { 1 / log2(Double(rank + 1)) }
}
