package import CMRAutodiff
package import CMRDense

/// Cross entropy with early-learning regularisation (Liu et al., NeurIPS 2020, equation 7), and
/// contrast between the modalities.
package struct ELRLoss {
  private let options: ELRCMR.Options

  /// How near to 0 and 1 a probability may come.
  private static var edge: Double { 1e-4 }

  /// A loss with these options.
  package init(_ options: ELRCMR.Options) { self.options = options }

  /// t of a batch's rows, moved toward the predictions.
  package static func moved<Scalar: DenseScalar>(
    _ targets: Matrix<Scalar>, toward logits: Matrix<Scalar>, momentum: Scalar
  ) -> Matrix<Scalar> {
    let (low, high) = (Scalar(edge), Scalar(1 - edge))
    var predictions = logits.softmaxRows().map { min(max($0, low), high) }
    let factors = predictions.rowSums().map { (1 - momentum) / $0 }
    predictions.scaleRows(by: factors.span)
    return momentum * targets + predictions
  }

  /// The loss of a batch; t is held fixed.
  ///
  /// - Parameters:
  ///   - logits: z W / tau1 of both modalities, `[B, K]`.
  ///   - embeddings: z of both modalities, `[B, L]`, rows of unit length.
  ///   - labels: the given class of every row, by modality.
  ///   - targets: t of the rows, `[B, K]`, by modality.
  package func loss<Scalar: DenseScalar>(
    _ logits: [Variable<Scalar>], _ embeddings: [Variable<Scalar>], _ labels: [[Int32]],
    targets: [Matrix<Scalar>]
  ) -> Variable<Scalar> {
    var terms: [Variable<Scalar>] = []
    if options.beta > 0 {
      let regularisation = zip(logits, targets).map { Self.regularisation($0, $1) }
      let classes =
        CrossEntropy.loss(logits, labels)
        + (regularisation[0] + regularisation[1]) * Scalar(options.lambda)
      terms.append(classes * Scalar(options.beta))
    }
    if options.beta < 1 {
      let contrast = embeddings[0].multimodalContrastiveLoss(
        embeddings[1], temperature: Scalar(options.contrastTemperature))
      terms.append(contrast * Scalar(1 - options.beta))
    }
    return terms.dropFirst().reduce(terms[0], +)
  }

  private static func regularisation<Scalar: DenseScalar>(
    _ logits: Variable<Scalar>, _ targets: Matrix<Scalar>
  ) -> Variable<Scalar> {
    let predictions = logits.softmaxRows().clip(Scalar(edge), Scalar(1 - edge))
    let agreement = (predictions * logits.tape.constant(targets)).rowSums()
    return (1 - agreement).log().mean()
  }
}
