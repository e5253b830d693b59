/// A small array of a data file in memory: labels, indices.
struct NumberArray: Sendable {
  /// The extents, one or two.
  let shape: [Int]
  /// The elements in the order of the file.
  let values: [Double]
  /// Whether columns lie one after another, as in MAT files, and not rows.
  let isColumnMajor: Bool

  /// The numbers of the samples of `piece`, sample after sample.
  func samples(of piece: Piece) -> [Double] {
    let width = piece.width
    guard shape.count == 2 else { return Array(values[piece.samples]) }
    var result: [Double] = []
    result.reserveCapacity(piece.samples.count * width)
    for sample in piece.samples {
      for column in 0..<width {
        let (r, c) = piece.axis == .rows ? (sample, column) : (column, sample)
        result.append(values[isColumnMajor ? c * shape[0] + r : r * shape[1] + c])
      }
    }
    return result
  }
}
