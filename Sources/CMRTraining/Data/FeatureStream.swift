import CMRDense

/// All rows of one modality of a split in order, block by block, read ahead on a thread of its own.
struct FeatureStream {
  /// 1024 rows of 4096 are 16 MiB: enough for the products to run at full speed, little beside the
  /// parameters.
  static let blockRows = 1024

  let source: ModalityRows
  var blockRows = FeatureStream.blockRows
  var stop = StopFlag()

  /// Calls `body` with the positions and features of each block; throws ``Interruption`` between
  /// blocks on request.
  func forEachBlock(_ body: (Range<Int>, Matrix<Float>) throws -> Void) throws {
    let count = source.rows.count
    let (source, blockRows) = (source, blockRows)
    let blocks = (count + blockRows - 1) / blockRows
    let range: @Sendable (Int) -> Range<Int> = { block in
      block * blockRows..<min(count, (block + 1) * blockRows)
    }
    let stream = Prefetcher<Matrix<Float>>(
      indices: 0..<blocks, depth: 1, label: "features of \(source.name)"
    ) { try source.read(range($0)) }
    var block = 0
    while let features = try stream.next() {
      try stop.check()
      try body(range(block), features)
      block += 1
    }
  }
}
