package import CMRAutodiff
package import CMRDense

/// The three terms of DSCMR (Zhen et al., CVPR 2019, equations 2 to 7) in the form of its code.
///
///     J1 = 1/n Σ_i |p_i - y_i|, summed over the modalities
///     J2 = 1/n² Σ_ij log(1 + e^Θ_ij) - S_ij Θ_ij, summed over (v, v), (v, t) and (t, t)
///     J3 = 1/n Σ_i |u_i - v_i|
///
/// with Θ half the cosine of two rows and S 1 where they share a class.
package struct DSCMRLoss {
  /// The weight of J2.
  package let alpha: Double
  /// The weight of J3.
  package let beta: Double

  /// A loss with these weights.
  package init(alpha: Double, beta: Double) {
    self.alpha = alpha
    self.beta = beta
  }

  /// The loss of a batch.
  ///
  /// - Parameters:
  ///   - embeddings: of both modalities, `[B, L]`, of any length.
  ///   - predictions: the classifier's outputs, `[B, K]`, by modality.
  ///   - labels: 1 where a row has a class, `[B, K]`, by modality.
  package func loss<Scalar: DenseScalar>(
    _ embeddings: [Variable<Scalar>], _ predictions: [Variable<Scalar>], _ labels: [Matrix<Scalar>]
  ) -> Variable<Scalar> {
    let fits = zip(predictions, labels).map { prediction, labels in
      (prediction - prediction.tape.constant(labels)).rowLengths().mean()
    }
    var loss = fits[0] + fits[1]
    if alpha > 0 {
      let units = embeddings.map { $0.normaliseRows() }
      let terms = [(0, 0), (0, 1), (1, 1)].map { a, b in
        Self.likelihood(units[a], units[b], Self.shared(labels[a], labels[b]))
      }
      loss = loss + (terms[0] + terms[1] + terms[2]) * Scalar(alpha)
    }
    guard beta > 0 else { return loss }
    return loss + (embeddings[0] - embeddings[1]).rowLengths().mean() * Scalar(beta)
  }

  /// The mean negative log likelihood of S; |Θ| is at most 1/2, so nothing overflows.
  private static func likelihood<Scalar: DenseScalar>(
    _ u: Variable<Scalar>, _ v: Variable<Scalar>, _ shared: Matrix<Scalar>
  ) -> Variable<Scalar> {
    let theta = u.matmul(v, transposingB: true) / 2
    let all = (theta.exp() + 1).log().mean()
    return all - theta.weightedSum(shared) / Scalar(shared.count)
  }

  /// 1 where a row of `a` and one of `b` share a class.
  private static func shared<Scalar: DenseScalar>(
    _ a: Matrix<Scalar>, _ b: Matrix<Scalar>
  ) -> Matrix<Scalar> {
    Matrix.product(a, b, transposingB: true).map { min($0, 1) }
  }
}
