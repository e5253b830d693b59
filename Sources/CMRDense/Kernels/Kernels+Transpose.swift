extension Kernels {
  // Tiles of 16 x 16: both sides of a tile stay in the first-level cache (2 KiB each in Double).
  private static var tile: Int { 16 }

  /// Writes the transpose of the `rows` x `columns` matrix `x`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func transpose<Scalar: DenseScalar>(
    _ x: Span<Scalar>, rows: Int, columns: Int, into y: inout MutableSpan<Scalar>
  ) {
    checked(x.count, rows * columns)
    checked(y.count, rows * columns)
    for rowStart in stride(from: 0, to: rows, by: tile) {
      let rowEnd = min(rowStart + tile, rows)
      for columnStart in stride(from: 0, to: columns, by: tile) {
        for row in rowStart..<rowEnd {
          for column in columnStart..<min(columnStart + tile, columns) {
            y[column * rows + row] = x[row * columns + column]
          }
        }
      }
    }
  }
}
