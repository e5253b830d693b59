package import CMRAutodiff
package import CMRDense

/// L_SA: embeddings follow the plan, and the mass of a row is its weight.
///
///     L_SA = -(N / (s B)) sum_i sum_k T_ik (log p_ik^v + log p_ik^t)
///
/// Rows are not normalised: what is transported with little mass teaches little (MRL's and CSOT's
/// relatives do the same).
package enum SemanticAlignment {
  // p is clipped this far from 1: the logarithm of a difference below it is noise in Float.
  private static var leastComplement: Double { 1e-7 }

  /// The loss of a batch.
  ///
  /// - Parameters:
  ///   - logits: z W / tau1 of every modality, `[B, K]`.
  ///   - mass: (N / s) T of the batch's rows, `[B, K]`; over the whole training set its rows sum to
  ///     1 on average.
  ///   - form: cross entropy, or MRL's robust form.
  package static func loss<Scalar: DenseScalar>(
    _ logits: [Variable<Scalar>], mass: Matrix<Scalar>, form: UOTRCL.SemanticLoss
  ) -> Variable<Scalar> {
    var share = mass
    share.scale(by: (form == .crossEntropy ? -1 : 1) / Scalar(mass.rows))
    let terms = logits.map { logits in
      switch form {
      case .crossEntropy: logits.logSoftmaxRows().weightedSum(share)
      case .meanClustering:
        (1 - logits.softmaxRows()).clip(Scalar(leastComplement), 1).log().weightedSum(share)
      }
    }
    return terms.dropFirst().reduce(terms[0], +)
  }
}
