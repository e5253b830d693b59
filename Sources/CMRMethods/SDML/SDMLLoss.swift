package import CMRAutodiff
package import CMRDense

/// The loss of SDML (Hu et al., SIGIR 2019) for one modality.
package struct SDMLLoss {
  /// The weight of the reconstruction; the labels have the rest.
  package let alpha: Double

  /// A loss with this weight.
  package init(alpha: Double) { self.alpha = alpha }

  /// The loss of a batch's rows of one modality.
  ///
  /// - Parameters:
  ///   - embeddings: z, `[B, L]`.
  ///   - decoded: r(z), `[B, D]`.
  ///   - features: x, `[B, D]`.
  ///   - projection: W, `[L, K]`.
  ///   - labels: 1 where a row has a class, `[B, K]`.
  package func loss<Scalar: DenseScalar>(
    _ embeddings: Variable<Scalar>, decoded: Variable<Scalar>, features: Matrix<Scalar>,
    projection: Matrix<Scalar>, labels: Matrix<Scalar>
  ) -> Variable<Scalar> {
    let tape = embeddings.tape
    let misses = (embeddings.matmul(tape.constant(projection)) - tape.constant(labels)).rowLengths()
    let errors = (decoded - tape.constant(features)).rowLengths()
    return misses.weightedSum(Self.meanOfLabelled(labels)) * Scalar(1 - alpha)
      + errors.mean() * Scalar(alpha)
  }

  /// `[B, 1]`: equal shares for the rows that have a class.
  private static func meanOfLabelled<Scalar: DenseScalar>(
    _ labels: Matrix<Scalar>
  ) -> Matrix<Scalar> {
    let isLabelled = labels.rowSums().map { $0 > 0 }
    let share = 1 / Scalar(max(1, isLabelled.count { $0 }))
    return Matrix(
      rows: labels.rows, columns: 1, elements: isLabelled.map { $0 ? share : 0 })
  }
}
