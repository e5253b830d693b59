package import CMRDense

/// The projections that correlate most, from covariances.
package struct CanonicalCorrelations {
  /// `[D, L]` by modality, each column of unit variance where there are two modalities.
  package let projections: [Matrix<Double>]
  /// λ / (m - 1) for m modalities, largest first: for two the canonical correlation.
  package let correlations: [Double]

  /// The leading `count` projections; nil where a covariance is not finite.
  package init?(_ sums: ProductSums, ridge: Double, count: Int) {
    let modalities = sums.dimensions.count
    var whitenings: [Matrix<Double>] = []
    for index in 0..<modalities {
      guard let whitening = Self.whitening(sums.covariance(index, index), ridge: ridge) else {
        return nil
      }
      whitenings.append(whitening)
    }
    guard let eigen = SymmetricEigen(Self.whitened(sums, whitenings)) else { return nil }
    correlations = eigen.values.prefix(count).map { $0 / Double(modalities - 1) }
    let leading = eigen.vectors.rows(0..<count)
    projections = (0..<modalities).map { index in
      let own = Self.columns(sums.range(index), of: leading)
      var projection = Matrix.product(whitenings[index], own, transposingB: true)
      projection.scale(by: Double(modalities).squareRoot())
      return projection
    }
  }

  /// (C + ridge)^(-1/2) on the directions in which there is variance.
  private static func whitening(_ covariance: Matrix<Double>, ridge: Double) -> Matrix<Double>? {
    var covariance = covariance
    let size = covariance.rows
    let mean = (0..<size).reduce(0) { $0 + covariance[$1, $1] } / Double(size)
    for index in 0..<size { covariance[index, index] += ridge * mean }
    guard let eigen = SymmetricEigen(covariance) else { return nil }
    let least = 1e-12 * max(eigen.values.first ?? 0, 0)
    // The root of the root: both sides of the product take one.
    let factors = eigen.values.map { $0 > least ? 1 / $0.squareRoot().squareRoot() : 0 }
    var half = eigen.vectors
    half.scaleRows(by: factors.elementSpan)
    return Matrix.product(half, half, transposingA: true)
  }

  /// The whitened covariances between different modalities; the diagonal blocks stay 0.
  private static func whitened(
    _ sums: ProductSums, _ whitenings: [Matrix<Double>]
  ) -> Matrix<Double> {
    let width = sums.dimensions.reduce(0, +)
    var all = Matrix<Double>(rows: width, columns: width)
    for a in whitenings.indices {
      for b in whitenings.indices where b > a {
        let block = Matrix.product(
          Matrix.product(whitenings[a], sums.covariance(a, b)), whitenings[b])
        let (rows, columns) = (sums.range(a), sums.range(b))
        for row in 0..<block.rows {
          for column in 0..<block.columns {
            all[rows.lowerBound + row, columns.lowerBound + column] = block[row, column]
            all[columns.lowerBound + column, rows.lowerBound + row] = block[row, column]
          }
        }
      }
    }
    return all
  }

  private static func columns(_ range: Range<Int>, of matrix: Matrix<Double>) -> Matrix<Double> {
    Matrix(
      rows: matrix.rows, columns: range.count,
      elements: (0..<matrix.rows).flatMap { row in range.map { matrix[row, $0] } })
  }
}
