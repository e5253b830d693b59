public import CMRAutodiff
public import CMRDense

/// The hinge of every row against strangers, in both directions.
///
///     L = 1/n Σ_i [α + s(u_i, v_j) - s(u_i, v_i)]+ + [α + s(u_k, v_i) - s(u_i, v_i)]+
///
/// with the nearest j ≠ i and k ≠ i, or summed over all of them. The publication sums over i; the
/// mean lets one learning rate serve all sizes of batches.
public struct TripletLoss {
  /// alpha.
  public let margin: Double
  /// The strangers that count.
  public let negatives: TripletRanking.Negatives

  /// A loss with these options.
  public init(margin: Double, negatives: TripletRanking.Negatives) {
    self.margin = margin
    self.negatives = negatives
  }

  /// The loss of embeddings u and v, `[n, L]` with rows of unit length, n >= 2; row i of both is a
  /// pair. For any scalar, so that it can be checked in 64 bits.
  public func loss<Scalar: DenseScalar>(
    _ u: Variable<Scalar>, _ v: Variable<Scalar>
  ) -> Variable<Scalar> {
    let similarities = u.matmul(v, transposingB: true)
    return direction(similarities) + direction(similarities.transposed())
  }

  /// Rows ask, columns answer.
  private func direction<Scalar: DenseScalar>(
    _ similarities: Variable<Scalar>
  ) -> Variable<Scalar> {
    let own = similarities.diagonal()
    let count = Scalar(similarities.rows)
    switch negatives {
    case .hardest:
      let nearest = similarities.pick(Self.nearestStrangers(similarities.value))
      return (nearest - own + Scalar(margin)).relu().sum() / count
    case .all:
      // A row's hinge against itself is the margin.
      let hinges = similarities.transposed().addRow(-own.transposed()) + Scalar(margin)
      return hinges.relu().sum() / count - Scalar(margin)
    }
  }

  /// The column of the largest element of every row but its own.
  private static func nearestStrangers<Scalar: DenseScalar>(
    _ similarities: Matrix<Scalar>
  ) -> [Int] {
    (0..<similarities.rows).map { row in
      var best = row == 0 ? 1 : 0
      for column in 0..<similarities.columns
      where column != row && similarities[row, column] > similarities[row, best] {
        best = column
      }
      return best
    }
  }
}
