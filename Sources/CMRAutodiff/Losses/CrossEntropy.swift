public import CMRDense

extension Variable {
  /// Cross entropy of class `labels` under the row-wise softmax of these logits, mean over the n
  /// rows: [n, k] -> 1 x 1.
  ///
  ///     L = -1/n Σ_i log p(y_i | x_i)
  ///
  /// Unbounded above: a wrong label that the model has learnt to doubt weighs most of all. Labels
  /// are columns, `0..<k`.
  public func crossEntropy(labels: [Int]) -> Variable {
    -logSoftmaxRows().pick(labels).mean()
  }

  /// Cross entropy with soft `targets` of the logits' shape, mean over the n rows: L = -1/n Σ_ik
  /// t_ik log p_ik.
  ///
  /// Rows of `targets` usually sum to 1; where they do not, the row's sum is its weight.
  public func crossEntropy(targets: Matrix<Scalar>) -> Variable {
    -logSoftmaxRows().weightedSum(targets) / Scalar(rows)
  }

  /// Mean absolute error between the softmax of these logits and the one-hot labels, in the form of
  /// RONO (Feng et al., CVPR 2023): L = `scale`/n Σ_i (1 - p(y_i | x_i)).
  ///
  /// Bounded, so robust to wrong labels; the gradient fades for samples that are far from their
  /// label, hence the scale.
  public func meanAbsoluteError(labels: [Int], scale: Scalar = 1) -> Variable {
    scale - softmaxRows().pick(labels).mean() * scale
  }

  /// The robust clustering loss L_r of MRL (Hu et al., CVPR 2021): L = 1/n Σ_i log(1 - p(y_i |
  /// x_i)), never positive.
  ///
  /// Samples that the model already agrees with pull hardest (the derivative by the own logit is
  /// -p), so wrong labels, which it does not believe, lose their weight. Unbounded below as p -> 1.
  /// Computed as the logarithm of the sum of the other classes' exponentials less that of all: no
  /// difference of nearly equal numbers. There are at least two classes.
  public func robustClusteringLoss(labels: [Int]) -> Variable {
    precondition(columns >= 2, "the robust loss needs two classes or more, not \(columns)")
    return (logSumExpRows(excluding: .columns(labels)) - logSumExpRows()).mean()
  }
}
