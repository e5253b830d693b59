package import CMRAutodiff
package import CMRDense

/// The losses of RONO (Feng et al., CVPR 2023) in the form of its published code.
///
/// With z all 2n unit rows of both modalities, c the unit centres, A_i = z_i · (mean of c) and
/// B_i = z_i · c of the row's label:
///
///     L_warm   = 1/2n Σ_i (exp A_i - exp( (K+1)/K B_i )) / scale
///     L_robust = 1/2n Σ_i -| (exp A_i - exp B_i + margin) / scale |
///     L_rdc    = (1 - v) L_warm + v L_robust,   v from 0 to 1 over the warm-up
///
/// Rows that lie with their label's centre (exp A - exp B below -margin) are drawn to it, others are
/// driven off: a label that the centres contradict is given up.
package struct RONOLoss {
  private let options: RONO.Options

  /// A loss with these options.
  package init(_ options: RONO.Options) { self.options = options }

  /// v of `epoch`, from 0.
  package func robustShare(epoch: Int) -> Double {
    guard options.warmupEpochs > 1 else { return 1 }
    return min(Double(epoch) / Double(options.warmupEpochs - 1), 1)
  }

  /// The loss of a batch.
  ///
  /// - Parameters:
  ///   - embeddings: z of both modalities, `[B, L]`, rows of unit length.
  ///   - logits: `[B, K]` by modality.
  ///   - centres: `[K, L]`, of any length.
  ///   - labels: the given class of every row, by modality.
  ///   - epoch: from 0.
  package func loss<Scalar: DenseScalar>(
    _ embeddings: [Variable<Scalar>], logits: [Variable<Scalar>], centres: Variable<Scalar>,
    labels: [[Int]], epoch: Int
  ) -> Variable<Scalar> {
    let weight = options.weight
    var terms: [Variable<Scalar>] = []
    if weight.centre > 0 {
      terms.append(
        centreLoss(embeddings, centres, labels[0] + labels[1], epoch) * Scalar(weight.centre))
    }
    if weight.classes > 0 {
      let scale = Scalar(options.classScale)
      let errors = zip(logits, labels).map { $0.meanAbsoluteError(labels: $1, scale: scale) }
      terms.append((errors[0] + errors[1]) * Scalar(weight.classes))
    }
    if weight.contrast > 0 {
      let contrast = embeddings[0].multimodalContrastiveLoss(
        embeddings[1], temperature: Scalar(options.contrastTemperature))
      terms.append(contrast * Scalar(weight.contrast))
    }
    return terms.dropFirst().reduce(terms[0], +)
  }

  private func centreLoss<Scalar: DenseScalar>(
    _ embeddings: [Variable<Scalar>], _ centres: Variable<Scalar>, _ labels: [Int], _ epoch: Int
  ) -> Variable<Scalar> {
    let count = Scalar(centres.rows)
    let all = embeddings[0].concatRows(embeddings[1])
    let cosines = all.matmul(centres.normaliseRows(), transposingB: true)
    let mean = (cosines.rowSums() / count).exp()
    let own = cosines.pick(labels)
    let (share, scale) = (Scalar(robustShare(epoch: epoch)), Scalar(options.centreScale))
    var loss: Variable<Scalar>?
    if share < 1 {
      let warm = (mean - (own * ((count + 1) / count)).exp()).mean() / scale
      loss = warm * (1 - share)
    }
    guard share > 0 else { return loss ?? mean.mean() }
    let robust = (mean - own.exp() + Scalar(options.margin)).magnitude().mean() * (-share / scale)
    return loss.map { $0 + robust } ?? robust
  }
}
