import CMRDense

/// Losses over two sets of embeddings u and v, both [n, d], row i of each from the same pair. Rows
/// are expected to have unit length (``Variable/normaliseRows(floor:)``), so that scalar products
/// are cosines. `temperature` divides them: small values look at the hardest negatives only and
/// make gradients large; at 1 all negatives weigh nearly the same.
extension Variable {
  /// The multimodal contrastive loss L_c of MRL (Hu et al., CVPR 2021) between these embeddings u
  /// and `other` ones v.
  ///
  /// For each of the 2n embeddings a of both modalities, with p(a) the one it is paired with:
  ///
  ///     L = -1/n Σ_a log( exp(a·p(a) / τ) / Σ_{b ≠ a} exp(a·b / τ) )
  ///
  /// The published code sums the kernel matrix over the views along rows and along columns and adds
  /// both means; the matrix is symmetric with its own diagonal removed, so both are the mean over
  /// the 2n embeddings of this term.
  public func multimodalContrastiveLoss(_ other: Variable, temperature: Scalar) -> Variable {
    let count = rows
    let similarities = pairwiseSimilarities(with: other, temperature: temperature)
    let partners = (0..<count).map { $0 + count } + (0..<count)
    let terms = similarities.logSumExpRows(excluding: .diagonal) - similarities.pick(partners)
    return terms.sum() / Scalar(count)
  }

  /// Symmetric InfoNCE (van den Oord et al., 2018; CLIP) between these embeddings u and `other`
  /// ones v: the mean of the cross entropies of u_i choosing v_i among all v and of v_i choosing
  /// u_i among all u.
  public func infoNCE(_ other: Variable, temperature: Scalar) -> Variable {
    requireShape(of: other, "contrast")
    let similarities = matmul(other, transposingB: true) / temperature
    let own = similarities.diagonal()
    let forward = similarities.logSumExpRows() - own
    let backward = similarities.transposed().logSumExpRows() - own
    return (forward.mean() + backward.mean()) / 2
  }

  /// The supervised contrastive loss (Khosla et al., NeurIPS 2020, their L_out) over both
  /// modalities' embeddings u and v.
  ///
  /// Each of the 2n embeddings is an anchor; its positives P(a) are all others with its label,
  /// those of the other modality too:
  ///
  ///     L = -1/2n Σ_a 1/|P(a)| Σ_{p in P(a)} log( exp(a·p / τ) / Σ_{b ≠ a} exp(a·b / τ) )
  ///
  /// Every anchor has a positive: its pair. Wrong labels make wrong positives.
  public func supervisedContrastiveLoss(
    _ other: Variable, labels: [Int], temperature: Scalar
  ) -> Variable {
    precondition(
      labels.count == rows, "\(labels.count) labels do not fit embeddings of shape \(shape)")
    let similarities = pairwiseSimilarities(with: other, temperature: temperature)
    let positives = Matrix<Scalar>.positiveWeights(labels + labels)
    return similarities.logSumExpRows(excluding: .diagonal).mean()
      - similarities.weightedSum(positives)
  }

  /// The scalar products of all 2n rows of both with each other, [2n, 2n], over the temperature.
  private func pairwiseSimilarities(with other: Variable, temperature: Scalar) -> Variable {
    requireShape(of: other, "contrast")
    let all = concatRows(other)
    return all.matmul(all, transposingB: true) / temperature
  }
}

extension Matrix {
  /// 1 / (n |P(i)|) where j ≠ i has the label of i, else 0, for n labels of which none stands
  /// alone.
  fileprivate static func positiveWeights(_ labels: [Int]) -> Matrix {
    var counts: [Int: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    var weights = Matrix(rows: labels.count, columns: labels.count)
    for (i, label) in labels.enumerated() {
      let weight = 1 / Scalar(labels.count * (counts[label, default: 2] - 1))
      for j in labels.indices where j != i && labels[j] == label { weights[i, j] = weight }
    }
    return weights
  }
}
