package import CMRDense

/// The projections of greatest covariance.
package struct SharedCovariances {
  /// `[D, L]` by modality; columns of unit length where there are two modalities.
  package let projections: [Matrix<Double>]
  /// λ / (m - 1) for m modalities, largest first: for two the covariance of the projections.
  package let covariances: [Double]

  /// The leading `count` projections; nil where a covariance is not finite.
  package init?(_ sums: ProductSums, count: Int) {
    guard let found = CommonDirections(sums, count: count, between: sums.covariance) else {
      return nil
    }
    (projections, covariances) = (found.blocks, found.values)
  }
}
