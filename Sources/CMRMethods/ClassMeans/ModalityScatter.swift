package import CMRDense
import CMRTraining

/// What linear discriminants need of one modality: its class means, seen through the inverse of the
/// scatter within classes, W.
package struct ModalityScatter {
  /// How many rows each class has.
  package let counts: [Double]
  /// The mean row, `[1, D]`.
  package let mean: Matrix<Double>
  /// W⁻¹ of the centred class means, `[K, D]`.
  package let solved: Matrix<Double>
  /// The centred class means M, `[K, D]`, against each other: M W⁻¹ Mᵀ, `[K, K]`.
  package let inner: Matrix<Double>
  /// The trace of W.
  package let trace: Double

  /// From the sums of a modality; nil where W is not positive definite.
  ///
  /// - Parameter ridge: The share of the features' mean variance that is added to every variance
  ///   of W.
  package init?(_ sums: consuming ClassSums, ridge: Double) {
    counts = sums.counts
    mean = sums.mean
    let means = sums.centredMeans
    let variance = sums.variance / Double(max(1, means.columns))
    // Features that never vary have means of zeros, so any W that can be inverted will do.
    let extra = variance > 0 ? ridge * variance : 1
    var scatter = sums.scatter()
    for index in 0..<scatter.rows { scatter[index, index] += extra }
    trace = (0..<scatter.rows).reduce(0) { $0 + scatter[$1, $1] }
    guard let factor = Cholesky(scatter) else { return nil }
    let half = factor.halfSolving(means)
    inner = Matrix.product(half, half, transposingB: true)
    solved = factor.solving(means)
  }
}

extension EpochContext {
  /// The scatter of every modality, one after another, so that memory is the widest one's.
  func scatters(
    for method: String, classes: Int, ridge: Double
  ) throws -> [ModalityScatter] {
    try modalities.map { modality in
      let labels = labels(of: modality)
      var sums: ClassSums?
      try forEachBlock(of: modality) { positions, features in
        var own = sums.take() ?? ClassSums(classes: classes, dimension: features.columns)
        own.add(features, labels.gathering(Array(positions)))
        sums = own
      }
      guard let sums, let scatter = ModalityScatter(sums, ridge: ridge) else {
        throw TrainingError.scatter(method, modality, ridge: ridge)
      }
      return scatter
    }
  }
}

extension MemoryDeclaration {
  /// What ``EpochContext/scatters(for:classes:ridge:)`` and ``ClassMeanProblem`` hold for a moment.
  mutating func addClassMeans(of task: RetrievalTask) {
    let widest = task.modalities.map(\.dimension).max() ?? 0
    let width = task.modalities.reduce(0) { $0 + $1.dimension }
    let means = task.modalities.count * task.classCount
    add("scatter of a modality and its factor", count: 4 * widest * widest, bytesPerElement: 8)
    add("class means", count: 6 * task.classCount * width, bytesPerElement: 8)
    add("class means against each other", count: 8 * means * means, bytesPerElement: 8)
  }
}

extension TrainingError {
  static func scatter(_ method: String, _ modality: String, ridge: Double) -> Self {
    Self(
      code: .unsuitableData,
      message: "the scatter of '\(modality)' within its classes has no inverse that method "
        + "'\(method)' could take: the option 'ridge' is \(ridge)",
      remedy: ridge > 0
        ? "raise it, or look for features that are not finite"
        : "set it above 0, for example to 0.001"
    )
  }
}
