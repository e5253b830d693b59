/// The running best list of every query while tiles of similarities pass by in order of ascending
/// gallery index.
struct NeighbourSearch<Scalar: DenseScalar> {
  // A tile of 256 x 2048 Floats is 2 MiB: it stays in the second-level cache between the product
  // and the scan, and both extents are large enough for the product to run at full speed.
  private static var queryBlock: Int { 256 }
  private static var galleryBlock: Int { 2048 }

  let queries: Int
  let count: Int
  let excludingSelf: Bool
  var indices: [Int]
  var similarities: [Scalar]
  var filled: [Int]  // how many entries of each list are taken

  init(queries: Int, count: Int, excludingSelf: Bool) {
    precondition(count >= 0, "\(count) neighbours cannot be found")
    self.queries = queries
    self.count = count
    self.excludingSelf = excludingSelf
    indices = [Int](repeating: 0, count: queries * count)
    similarities = [Scalar](repeating: -.infinity, count: queries * count)
    filled = [Int](repeating: 0, count: queries)
  }

  mutating func run(queries: Matrix<Scalar>, gallery: Matrix<Scalar>) {
    guard count > 0 else { return }
    let width = queries.columns
    var storage = [Scalar](repeating: 0, count: Self.queryBlock * Self.galleryBlock)
    for queryStart in stride(from: 0, to: queries.rows, by: Self.queryBlock) {
      let queryRows = queryStart..<Swift.min(queryStart + Self.queryBlock, queries.rows)
      for start in stride(from: 0, to: gallery.rows, by: Self.galleryBlock) {
        let galleryRows = start..<Swift.min(start + Self.galleryBlock, gallery.rows)
        var all = storage.mutableSpan
        var tile = all._mutatingExtracting(0..<queryRows.count * galleryRows.count)
        let shape = ProductShape(
          rows: queryRows.count, columns: galleryRows.count, inner: width, transposingA: false,
          transposingB: true)
        Scalar.multiply(
          shape, scale: 1, queries.span.extracting(elements(of: queryRows, width)),
          gallery.span.extracting(elements(of: galleryRows, width)), keeping: 0, into: &tile)
        scan(tile.span, queryRows, galleryRows)
      }
    }
  }

  func result() -> Neighbours<Scalar> {
    Neighbours(
      count: count, indices: indices,
      similarities: Matrix(rows: queries, columns: count, elements: similarities))
  }

  private func elements(of rows: Range<Int>, _ width: Int) -> Range<Int> {
    rows.lowerBound * width..<rows.upperBound * width
  }

  private mutating func scan(
    _ tile: Span<Scalar>, _ queryRows: Range<Int>, _ galleryRows: Range<Int>
  ) {
    let width = galleryRows.count
    for query in queryRows {
      let offset = (query - queryRows.lowerBound) * width
      filled[query] = Kernels.offer(
        tile.extracting(offset..<offset + width), startingAt: galleryRows.lowerBound,
        skipping: excludingSelf ? query : -1, to: query * count..<(query + 1) * count,
        filled: filled[query], indices: &indices, similarities: &similarities)
    }
  }
}

extension Kernels {
  /// Puts those of `candidates` that belong there into the best list at `list`, in descending
  /// order; returns how many entries it has.
  ///
  /// Candidates come in ascending index, so among equals the one already listed stays ahead.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func offer<Scalar: DenseScalar>(
    _ candidates: Span<Scalar>, startingAt first: Int, skipping own: Int,
    to list: Range<Int>, filled: Int, indices: inout [Int], similarities: inout [Scalar]
  ) -> Int {
    var allIndices = indices.mutableSpan
    var allSimilarities = similarities.mutableSpan
    var indices = allIndices._mutatingExtracting(list)
    var similarities = allSimilarities._mutatingExtracting(list)
    var filled = filled
    for start in stride(from: 0, to: candidates.count, by: chunkLength) {
      let chunk = start..<Swift.min(start + chunkLength, candidates.count)
      // The usual case: nothing here beats the list's last.
      if filled == list.count, maximum(candidates.extracting(chunk)) <= similarities[filled - 1] {
        continue
      }
      for position in chunk where first + position != own {
        filled = insert(
          candidates[position], index: first + position, filled: filled, indices: &indices,
          similarities: &similarities)
      }
    }
    return filled
  }

  // Eight vectors of eight: the maximum of a chunk costs an eighth of a comparison per element. Not
  // tuned further.
  private static var chunkLength: Int { 64 }

  /// Inserts one candidate into a list in descending order if it belongs there; returns how many
  /// entries the list has.
  @inline(__always)
  private static func insert<Scalar: DenseScalar>(
    _ candidate: Scalar, index: Int, filled: Int, indices: inout MutableSpan<Int>,
    similarities: inout MutableSpan<Scalar>
  ) -> Int {
    let value = candidate.isNaN ? -Scalar.infinity : candidate
    let isFull = filled == similarities.count
    if isFull, value <= similarities[filled - 1] { return filled }
    var place = isFull ? filled - 1 : filled
    while place > 0, similarities[place - 1] < value {
      similarities[place] = similarities[place - 1]
      indices[place] = indices[place - 1]
      place -= 1
    }
    similarities[place] = value
    indices[place] = index
    return isFull ? filled : filled + 1
  }
}
