internal import CMRDense

/// The rankings of a block of queries as gallery indices, sorted by several threads.
struct OrderBlock<Scalar: RankableScalar> {
  /// The queries whose rankings these are.
  private(set) var queries = 0..<0

  private var galleryCount = 0
  private var items: [Int32] = []

  /// In place of the best item of a query with a score that is NaN, which has no ranking.
  private static var unordered: Int32 { -1 }

  /// Becomes the rankings of `queries` by `scores` ([queries, gallery]), whose first row is that of
  /// query `first`.
  mutating func sort(
    _ queries: Range<Int>, by scores: Matrix<Scalar>, startingAt first: Int, _ tieRule: TieRule
  ) {
    self.queries = queries
    galleryCount = scores.columns
    let count = queries.count * galleryCount
    if items.count != count { items = Array(repeating: 0, count: count) }
    let galleryCount = galleryCount
    let start = queries.lowerBound - first
    ParallelRows.update(
      &items, width: galleryCount, makeScratch: { RadixOrder<Scalar>(count: galleryCount) }
    ) { row, order, radix in
      let row = scores.rowRange(start + row)
      if !radix.sort(scores.span.extracting(row), tieRule, into: &order) {
        order[0] = Self.unordered
      }
    }
  }

  /// Whether `query` has a ranking: none of its scores is NaN.
  func isOrdered(_ query: Int) -> Bool { items[range(of: query).lowerBound] != Self.unordered }

  /// The gallery indices of `query` from the best score to the worst.
  @_lifetime(borrow self)
  func items(of query: Int) -> Span<Int32> {
    let range = range(of: query)
    return items.elementSpan.extracting(range)
  }

  private func range(of query: Int) -> Range<Int> {
    let start = (query - queries.lowerBound) * galleryCount
    return start..<start + galleryCount
  }
}
