package import CMRAutodiff
package import CMRDense

/// L_MRL = beta L_r + (1 - beta) L_c (Hu et al., CVPR 2021, equation 6); also the warm-up of
/// UOT-RCL.
package struct MRLLoss {
  /// The weight of the robust clustering loss.
  package let beta: Double
  /// tau2.
  package let contrastTemperature: Double

  /// A loss with these weights.
  package init(beta: Double, contrastTemperature: Double) {
    self.beta = beta
    self.contrastTemperature = contrastTemperature
  }

  /// The loss of a batch.
  ///
  /// A part without weight is not computed.
  ///
  /// - Parameters:
  ///   - logits: z W / tau1 of both modalities, `[B, K]`, K >= 2.
  ///   - embeddings: z of both modalities, `[B, L]`, rows of unit length.
  ///   - labels: the given class of every row, by modality.
  package func loss<Scalar: DenseScalar>(
    _ logits: [Variable<Scalar>], _ embeddings: [Variable<Scalar>], _ labels: [[Int32]]
  ) -> Variable<Scalar> {
    guard beta > 0 else { return contrast(embeddings) }
    let robust = zip(logits, labels).map { logits, labels in
      logits.robustClusteringLoss(labels: labels.map { Int($0) })
    }
    let clustering = robust.dropFirst().reduce(robust[0], +)
    guard beta < 1 else { return clustering }
    return clustering * Scalar(beta) + contrast(embeddings) * Scalar(1 - beta)
  }

  private func contrast<Scalar: DenseScalar>(_ embeddings: [Variable<Scalar>]) -> Variable<Scalar> {
    embeddings[0].multimodalContrastiveLoss(
      embeddings[1], temperature: Scalar(contrastTemperature))
  }
}
