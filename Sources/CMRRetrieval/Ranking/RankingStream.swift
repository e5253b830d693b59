public import CMRDense

/// The rankings of all queries over a whole gallery, one query after the other.
///
/// Scores are computed for a block of queries at a time, and the block's rankings are sorted by as
/// many threads as products of matrices use (`BLASThreads`), so memory is a block x gallery however
/// many queries there are. A stream is advanced to a query, and then asked for what is wanted of
/// its ranking.
///
/// ```swift
/// var stream = try RankingStream(queries: images, gallery: texts)
/// var tally = try EvaluationTally(relevance, measures: [AveragePrecision()], for: stream)
/// while try stream.advance() {
///   tally.add(stream)
///   try write(stream.ranking(top: 100))
/// }
/// let evaluation = tally.evaluation()
/// ```
public struct RankingStream<Scalar: RankableScalar> {
  /// How many queries there are.
  public let queryCount: Int

  /// How many gallery items are ranked for each.
  public let galleryCount: Int

  /// Which of two items with equal scores comes first.
  public let tieRule: TieRule

  /// The query that the stream is at; -1 before the first.
  public private(set) var query = -1

  private let source: Source
  private var block: Matrix<Scalar>
  private var blockStart = 0
  private var orders = OrderBlock<Scalar>()

  private enum Source {
    case scores
    case embeddings(queries: Matrix<Scalar>, gallery: Matrix<Scalar>)
  }

  /// How many scores a block has at most: 64 MiB of Floats.
  private static var blockSize: Int { 1 << 24 }
  /// How many queries a block has at most. Products are at full speed with that many, and their
  /// scores mostly stay in a cache.
  private static var blockQueries: Int { 256 }

  /// The rankings of `gallery` (embeddings, [G, L]) for each of `queries` ([Q, L]).
  ///
  /// - Throws: ``RetrievalError`` if the embeddings have different widths or the gallery is empty.
  public init(
    queries: Matrix<Scalar>, gallery: Matrix<Scalar>, similarity: Similarity = .cosine,
    tieRule: TieRule = .lowerIndexFirst
  ) throws(RetrievalError) {
    guard queries.columns == gallery.columns else {
      throw .widths(queries: queries.columns, gallery: gallery.columns)
    }
    let source: Source =
      switch similarity {
      case .innerProduct: .embeddings(queries: queries, gallery: gallery)
      case .cosine:
        .embeddings(queries: queries.normalisedRows(), gallery: gallery.normalisedRows())
      }
    try self.init(
      queryCount: queries.rows, tieRule: tieRule, source: source,
      block: Matrix(rows: 0, columns: gallery.rows))
  }

  /// The rankings by `scores`, [queries, gallery], that are known already; larger is better.
  ///
  /// - Throws: ``RetrievalError`` if the gallery is empty.
  public init(
    scores: Matrix<Scalar>, tieRule: TieRule = .lowerIndexFirst
  ) throws(RetrievalError) {
    try self.init(queryCount: scores.rows, tieRule: tieRule, source: .scores, block: scores)
  }

  private init(
    queryCount: Int, tieRule: TieRule, source: Source, block: Matrix<Scalar>
  ) throws(RetrievalError) {
    guard block.columns > 0 else { throw .emptyGallery() }
    precondition(
      block.columns <= Int32.max, "a gallery of \(block.columns) is beyond 32-bit indices")
    self.queryCount = queryCount
    galleryCount = block.columns
    self.tieRule = tieRule
    self.source = source
    self.block = block
  }

  /// Goes to the next query and ranks its gallery; false after the last.
  ///
  /// - Throws: ``RetrievalError`` if a score is NaN.
  public mutating func advance() throws(RetrievalError) -> Bool {
    guard query + 1 < queryCount else { return false }
    query += 1
    if query == blockStart + block.rows { scoreNextBlock() }
    if query == orders.queries.upperBound { sortNextBlock() }
    guard orders.isOrdered(query) else {
      let item = (0..<galleryCount).first { scores[$0].isNaN }
      throw .notANumber(query: query, item: item ?? 0)
    }
    return true
  }

  private mutating func scoreNextBlock() {
    guard case .embeddings(let queries, let gallery) = source else { return }
    blockStart = query
    let rows = query..<min(query + blockLimit, queryCount)
    if block.rows != rows.count { block = Matrix(rows: rows.count, columns: galleryCount) }
    block.setProduct(of: queries.rows(rows), gallery, transposingB: true)
  }

  /// Sorts as many of the scored queries as go into a block: all of them, unless the scores were
  /// given.
  private mutating func sortNextBlock() {
    let queries = query..<min(query + blockLimit, blockStart + block.rows)
    orders.sort(queries, by: block, startingAt: blockStart, tieRule)
  }

  private var blockLimit: Int { max(1, min(Self.blockQueries, Self.blockSize / galleryCount)) }

  /// The current query's scores in the order of the gallery.
  private var scores: Span<Scalar> {
    @_lifetime(borrow self)
    get { block.span.extracting(block.rowRange(query - blockStart)) }
  }

  /// The first `count` items of the current query's ranking; all of them without a count.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func ranking(top count: Int? = nil) -> Ranking<Scalar> {
    let order = orders.items(of: query)
    let items = order.indices.prefix(count ?? galleryCount).map { Int(order[$0]) }
    let scores = scores
    var itemScores: [Scalar] = []
    itemScores.reserveCapacity(items.count)
    for item in items { itemScores.append(scores[item]) }
    return Ranking(query: query, items: items, scores: itemScores)
  }

  /// Calls `body` with each item of the current ranking, from the best on.
  func forEachItem(_ body: (_ rank: Int, _ item: Int) -> Void) {
    let items = orders.items(of: query)
    for position in items.indices { body(position + 1, Int(items[position])) }
  }
}
