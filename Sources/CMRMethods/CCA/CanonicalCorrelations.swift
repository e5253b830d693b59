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
    guard
      let directions = CommonDirections(
        sums, count: count,
        between: { a, b in
          Matrix.product(Matrix.product(whitenings[a], sums.covariance(a, b)), whitenings[b])
        })
    else { return nil }
    correlations = directions.values
    projections = zip(whitenings, directions.blocks).map { Matrix.product($0, $1) }
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
}
