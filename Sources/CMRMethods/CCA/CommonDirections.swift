import CMRDense

/// The directions that modalities have most in common: the leading eigenvectors of a symmetric
/// matrix of blocks between different modalities, with zeros in the blocks on the diagonal.
///
/// For two modalities and a block B these are the singular vectors of B and its singular values.
struct CommonDirections {
  /// λ / (m - 1) for m modalities, largest first.
  let values: [Double]
  /// `[D, L]` by modality, times sqrt(m): of unit length for two modalities.
  let blocks: [Matrix<Double>]

  /// The leading `count`; `between` gives the block of the modalities a < b, `[Da, Db]`. Nil where
  /// a number is not finite.
  init?(_ sums: ProductSums, count: Int, between: (_ a: Int, _ b: Int) -> Matrix<Double>) {
    let modalities = sums.dimensions.count
    guard modalities > 2 else {
      // Of half the size, and so of an eighth of the work.
      guard let found = SingularValues(between(0, 1)) else { return nil }
      values = Array(found.values.prefix(count))
      blocks = [found.left, found.right].map { $0.rows(0..<count).transposed() }
      return
    }
    let width = sums.dimensions.reduce(0, +)
    var all = Matrix<Double>(rows: width, columns: width)
    for a in 0..<modalities {
      for b in a + 1..<modalities {
        let block = between(a, b)
        let (rows, columns) = (sums.range(a), sums.range(b))
        for row in 0..<block.rows {
          for column in 0..<block.columns {
            // What stands above the diagonal is all that is read.
            all[rows.lowerBound + row, columns.lowerBound + column] = block[row, column]
          }
        }
      }
    }
    guard let eigen = SymmetricEigen(all) else { return nil }
    values = eigen.values.prefix(count).map { $0 / Double(modalities - 1) }
    let leading = eigen.vectors.rows(0..<count).transposed()
    blocks = (0..<modalities).map { index in
      var block = leading.rows(sums.range(index))
      block.scale(by: Double(modalities).squareRoot())
      return block
    }
  }
}
