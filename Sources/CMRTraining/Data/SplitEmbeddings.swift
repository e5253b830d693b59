package import CMRDense

/// The embeddings of a split, held in memory where they are small and made anew, block by block,
/// where they are not.
///
/// Both ways embed the same blocks, so the numbers are the same. One gallery has to fit in any
/// case.
package struct SplitEmbeddings<Method: TrainingMethod> {
  /// Up to this many bytes over all modalities every row is embedded once and kept. Beyond it
  /// queries are embedded again for each direction: half as much memory for some more time.
  package static var budget: Int { 256 << 20 }

  package let method: Method
  package let split: SplitRows
  package let stop: StopFlag
  private var kept: [Matrix<Float>?]

  /// Embeddings of `split` by `method`; `budget` is for tests.
  package init(
    of split: SplitRows, by method: Method, stop: StopFlag, budget: Int = Self.budget
  ) throws {
    self.method = method
    self.split = split
    self.stop = stop
    kept = split.modalities.map { _ in nil }
    let first = try method.embedChecked(
      split.modalities[0].read([0]), modality: split.modalities[0].name)
    let rows = split.modalities.reduce(0) { $0 + $1.rows.count }
    guard rows * first.columns * MemoryLayout<Float>.stride <= budget else { return }
    for index in split.modalities.indices { kept[index] = try all(index) }
  }

  /// The embeddings of the modality at `index`, `[rows, L]`.
  package func all(_ index: Int) throws -> Matrix<Float> {
    if let matrix = kept[index] { return matrix }
    return try method.embeddings(of: split.modalities[index], stop: stop)
  }

  /// Calls `body` with the positions and embeddings of each block of the modality at `index`.
  package func forEachBlock(
    _ index: Int, _ body: (Range<Int>, Matrix<Float>) throws -> Void
  ) throws {
    let rows = split.modalities[index]
    if let matrix = kept[index] {
      for start in stride(from: 0, to: matrix.rows, by: FeatureStream.blockRows) {
        try stop.check()
        let range = start..<min(start + FeatureStream.blockRows, matrix.rows)
        try body(range, matrix.rows(range))
      }
    } else {
      try FeatureStream(source: rows, stop: stop).forEachBlock { range, features in
        try body(range, method.embedChecked(features, modality: rows.name))
      }
    }
  }
}
