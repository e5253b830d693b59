package import CMRDense

/// The cost of matching image i with text j of a batch, `[B, B]`; no gradient flows through it.
package struct RelationCosts<Scalar: DenseScalar> {
  /// z of both modalities, `[B, L]`.
  package let embeddings: [Matrix<Scalar>]
  /// z W / tau1 of both modalities, `[B, K]`.
  package let logits: [Matrix<Scalar>]
  /// The rows of the plan, each summing to 1, `[B, K]`.
  package let labels: Matrix<Scalar>

  /// Costs between the rows of a batch.
  package init(embeddings: [Matrix<Scalar>], logits: [Matrix<Scalar>], labels: Matrix<Scalar>) {
    self.embeddings = embeddings
    self.logits = logits
    self.labels = labels
  }

  /// The cost of the given kind.
  package func cost(_ kind: UOTRCL.RelationCost) -> Matrix<Double> {
    switch kind {
    case .within: within
    case .across: across
    case .probabilities: probabilities
    case .corrected: corrected
    case .mean: mean
    }
  }

  /// 1 - (z_i^v . z_j^v + z_i^t . z_j^t) / 2.
  private var within: Matrix<Double> {
    less([(embeddings[0], embeddings[0]), (embeddings[1], embeddings[1])])
  }

  /// 1 - z_i^v . z_j^t.
  private var across: Matrix<Double> { less([(embeddings[0], embeddings[1])]) }

  /// 1 - cos(p_i^v, p_j^t).
  private var probabilities: Matrix<Double> {
    let unit = logits.map { $0.softmaxRows().normalisedRows() }
    return less([(unit[0], unit[1])])
  }

  /// 1 - y_i . y_j for corrected labels y.
  private var corrected: Matrix<Double> { less([(labels, labels)]) }

  /// The mean of the four.
  private var mean: Matrix<Double> {
    var sum = within + across + probabilities + corrected
    sum.scale(by: 0.25)
    return sum
  }

  /// 1 less the mean of the products a b'.
  private func less(_ pairs: [(a: Matrix<Scalar>, b: Matrix<Scalar>)]) -> Matrix<Double> {
    let rows = embeddings[0].rows
    var cost = Matrix<Scalar>(rows: rows, columns: rows, repeating: 1)
    for pair in pairs {
      cost.addProduct(of: pair.a, pair.b, transposingB: true, scale: -1 / Scalar(pairs.count))
    }
    return cost.converted(to: Double.self)
  }
}
