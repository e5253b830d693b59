package import CMRAutodiff
package import CMRDense

/// The loss of ``SMLN``: minus the mean of log(1 + λ) over the eigenvalues of the ratio of what rows
/// share to what they have.
package struct SMLNLoss {
  /// r, a share of the variance of all directions together.
  package let ridge: Double

  /// A loss with this ridge.
  package init(ridge: Double) { self.ridge = ridge }

  /// The loss of a batch.
  ///
  /// - Parameters:
  ///   - embeddings: By modality, `[n, L]`, rows of unit length.
  ///   - similarity: W, `[mn, mn]`.
  package func loss<Scalar: DenseScalar>(
    _ embeddings: [Variable<Scalar>], _ similarity: Matrix<Scalar>
  ) -> Variable<Scalar> {
    let rows = embeddings.dropFirst().reduce(embeddings[0]) { $0.concatRows($1) }
    let own = Self.centredDegrees(similarity)
    var both = own
    let total = max(similarity.sum(), Scalar(1e-12))
    both.add(similarity, scale: 1 / total)
    let degrees = Matrix(rows: own.rows, columns: 1, elements: similarity.rowSums())
    both.addProduct(of: degrees, degrees, transposingB: true, scale: -1 / (total * total))
    let shared = determinant(rows, both)
    return (determinant(rows, own) - shared) / Scalar(rows.columns)
  }

  /// D over its sum, of rows less their mean as D weighs them: D - d dᵀ / Σd. W becomes W - d dᵀ / Σd.
  private static func centredDegrees<Scalar: DenseScalar>(
    _ similarity: Matrix<Scalar>
  ) -> Matrix<Scalar> {
    let degrees = similarity.rowSums()
    let total = max(similarity.sum(), Scalar(1e-12))
    var result = Matrix<Scalar>(rows: degrees.count, columns: degrees.count)
    for (row, degree) in degrees.enumerated() {
      for (column, other) in degrees.enumerated() {
        let own = row == column ? degree / total : 0
        result[row, column] = own - degree / total * (other / total)
      }
    }
    return result
  }

  /// log |Zᵀ X Z + r|.
  private func determinant<Scalar: DenseScalar>(
    _ rows: Variable<Scalar>, _ weights: Matrix<Scalar>
  ) -> Variable<Scalar> {
    let tape = rows.tape
    let length = rows.columns
    var extra = Matrix<Scalar>(rows: length, columns: length)
    for index in 0..<length { extra[index, index] = Scalar(ridge / Double(length)) }
    let product = rows.transposed().matmul(tape.constant(weights).matmul(rows))
    return (product + tape.constant(extra)).logDeterminant()
  }
}

extension Variable {
  /// log |A| of a symmetric positive definite matrix; not a number for any other.
  ///
  /// Its derivative is A⁻¹. Value and inverse are taken in 64 bits.
  fileprivate func logDeterminant() -> Variable {
    guard let factor = Cholesky(value.converted(to: Double.self)) else {
      return tape.constant(Matrix(rows: 1, columns: 1, repeating: .nan))
    }
    var identity = Matrix<Double>(rows: rows, columns: rows)
    for index in 0..<rows { identity[index, index] = 1 }
    // Linear about where it stands, which has the right derivative; the constant gives the value.
    let linear = weightedSum(factor.solving(identity).converted(to: Scalar.self))
    return linear + (Scalar(factor.logDeterminant) - linear.scalar)
  }
}
