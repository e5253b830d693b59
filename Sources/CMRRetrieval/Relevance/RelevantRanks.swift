/// Where one query's relevant items stand in its ranking: all that the measures need to know.
public struct RelevantRanks: Hashable, Sendable {
  /// The ranks of the relevant items, ascending; the best rank is 1. Of a ranking that is known in
  /// part, the ranks in that part.
  public private(set) var ranks: [Int]

  /// How many items were ranked.
  public let galleryCount: Int

  /// The number of relevant items in the gallery, whether their ranks are known or not.
  public private(set) var count: Int

  /// Ranks that are known already; of `count` relevant items, where those have ranks that are not.
  public init(_ ranks: [Int], galleryCount: Int, count: Int? = nil) {
    precondition(
      zip(ranks, ranks.dropFirst()).allSatisfy { $0 < $1 } && ranks.first ?? 1 >= 1
        && ranks.last ?? 0 <= galleryCount,
      "ranks ascend from 1 to \(galleryCount)")
    precondition(
      count ?? ranks.count >= ranks.count, "there are more ranks than relevant items")
    self.ranks = ranks
    self.galleryCount = galleryCount
    self.count = count ?? ranks.count
  }

  /// The number of known ranks among the first `cutoff`; of all without a cutoff.
  func hits(within cutoff: Int?) -> Int {
    guard let cutoff else { return ranks.count }
    return ranks.count { $0 <= cutoff }
  }

  /// Empty, with room for what a query of such a gallery may need.
  init(galleryCount: Int) {
    (ranks, count) = ([], 0)
    self.galleryCount = galleryCount
  }

  /// Becomes the ranks of the stream's current query.
  mutating func update<Scalar>(from stream: borrowing RankingStream<Scalar>, _ marks: [Bool]) {
    ranks.removeAll(keepingCapacity: true)
    let marks = marks.span
    stream.forEachItem { rank, item in
      if marks[item] { ranks.append(rank) }
    }
    count = ranks.count
  }
}
