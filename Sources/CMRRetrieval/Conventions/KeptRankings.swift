/// The rankings of one gallery for a number of queries as a file keeps them, and what is relevant.
public struct KeptRankings: Sendable {
  /// How many queries were ranked.
  public let queryCount: Int

  /// How many items of each ranking are kept.
  public let depth: Int

  /// How many items were ranked for each query.
  public let galleryCount: Int

  /// Whether rows can have several labels, one of which has to be shared.
  public let haveSeveralLabels: Bool

  private let items: [Int32]
  private let scores: [Float]
  private let relevance: Relevance
  private let identifierPlaces: [Int]

  /// Rankings as a file holds them, which need not have been written by this package.
  ///
  /// - Parameters:
  ///   - items: `[queries, depth]` row-major: places in the gallery, the best first.
  ///   - depth: How many items of each ranking are kept.
  ///   - scores: `[queries, depth]`: what the items were ranked by, never ascending in a row.
  ///   - relevance: What is relevant to the queries, in the whole gallery.
  ///   - galleryIdentifiers: The names of the items, by which trec_eval orders equal scores.
  ///   - haveSeveralLabels: Whether rows can have several labels.
  /// - Throws: ``RetrievalError`` if the numbers do not fit together.
  public init(
    items: [Int32], depth: Int, scores: [Float], relevance: Relevance, galleryIdentifiers: [String],
    haveSeveralLabels: Bool
  ) throws(RetrievalError) {
    let queries = relevance.queryCount
    guard scores.count == items.count else {
      throw .keptScores(scores.count, items: items.count)
    }
    let (product, overflow) = queries.multipliedReportingOverflow(by: depth)
    guard !overflow, product == items.count else {
      throw .keptItems(items.count, queries: queries, depth: depth)
    }
    guard galleryIdentifiers.count == relevance.galleryCount else {
      throw .relevanceGallery(relevance.galleryCount, gallery: galleryIdentifiers.count)
    }
    queryCount = queries
    self.depth = depth
    galleryCount = relevance.galleryCount
    self.haveSeveralLabels = haveSeveralLabels
    self.items = items
    self.scores = scores
    self.relevance = relevance
    identifierPlaces = Self.places(of: galleryIdentifiers)
    try checkRows()
  }

  /// Whether every ranking is kept to its end.
  public var areWhole: Bool { depth == galleryCount || queryCount == 0 }

  /// The place of each of `identifiers` among them, sorted by their bytes.
  private static func places(of identifiers: [String]) -> [Int] {
    let sorted = identifiers.indices.sorted {
      identifiers[$0].utf8.lexicographicallyPrecedes(identifiers[$1].utf8)
    }
    var places = Array(repeating: 0, count: identifiers.count)
    for (place, index) in sorted.enumerated() { places[index] = place }
    return places
  }

  /// What follows can then take every item for one of the gallery, once, and every order for one.
  private func checkRows() throws(RetrievalError) {
    var lastQuery = Array(repeating: -1, count: galleryCount)
    for query in 0..<queryCount {
      for position in query * depth..<(query + 1) * depth {
        let item = Int(items[position])
        guard lastQuery.indices.contains(item) else {
          throw .keptItem(item, query: query, gallery: galleryCount)
        }
        guard lastQuery[item] != query else { throw .keptTwice(item, query: query) }
        lastQuery[item] = query
        let score = scores[position]
        guard !score.isNaN else { throw .notANumber(query: query, item: item) }
        guard position == query * depth || score <= scores[position - 1] else {
          throw .risingScore(
            score, after: scores[position - 1], query: query, rank: position - query * depth + 1)
        }
      }
    }
  }

  /// Calls `body` with the ranking of every query in order.
  func forEachRanking(_ body: (JudgedRanking) -> Void) {
    var marks = Array(repeating: false, count: galleryCount)
    for query in 0..<queryCount {
      relevance.mark(query, in: &marks)
      let row = query * depth..<(query + 1) * depth
      body(
        JudgedRanking(
          isRelevant: items[row].map { marks[Int($0)] }, scores: Array(scores[row]),
          identifierPlaces: items[row].map { identifierPlaces[Int($0)] },
          relevantCount: marks.count { $0 }, galleryCount: galleryCount))
    }
  }
}
