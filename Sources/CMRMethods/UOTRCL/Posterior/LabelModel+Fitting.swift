import CMRDense

extension LabelModel {
  /// A model and how well it explains the labels.
  package struct Fit: Sendable, Equatable {
    /// The model.
    package let model: LabelModel
    /// The logarithm of the likelihood of all given labels.
    package let logLikelihood: Double
    /// How often all rows were gone through.
    package let iterations: Int
  }

  /// The weights and noise rates under which the given labels are likeliest.
  ///
  /// Expectation-maximisation (Dempster, Laird, Rubin, 1977); noise rates in closed form, weights by
  /// one guarded Newton step each time. No row is its own witness, so its labels are likely only
  /// if witnesses foresee them: where they foresee them all, there is no noise; where rows that
  /// witnesses are sure of are given other labels, that is the noise.
  ///
  /// - Parameter given: the distinct sets of given labels.
  package static func fit(_ evidence: Evidence, given: [[Int32]], classCount: Int) -> Fit {
    let witnesses = evidence.witnessCount
    var model = LabelModel(
      weights: [Double](repeating: 0.5 / Double(witnesses), count: witnesses),
      noiseRates: given.map { _ in 0.5 }, classCount: classCount)
    var likelihood = -Double.infinity
    var iteration = 0
    while true {
      iteration += 1
      let sums = model.sums(evidence, given)
      let gain = sums.logLikelihood - likelihood
      likelihood = sums.logLikelihood
      if abs(gain) <= tolerance * Double(evidence.rowCount) || iteration == mostIterations {
        return Fit(model: model, logLikelihood: likelihood, iterations: iteration)
      }
      model.maximise(sums, rows: evidence.rowCount)
    }
  }

  // A gain in likelihood that changes no class: far below what one row in a thousand says.
  private static var tolerance: Double { 1e-6 }
  private static var mostIterations: Int { 500 }
  // A Newton step from far away overshoots.
  private static var longestStep: Double { 0.5 }
  // Keeps a witness that says nothing from making the system singular.
  private static var leastCurvature: Double { 1e-3 }

  private mutating func maximise(_ sums: Sums, rows: Int) {
    let rows = Double(rows)
    // As if one label more were wrong and one more right: a rate of exactly 0 or 1 is never left again.
    // Beyond 1 - 1/K a label would speak against its own class.
    noiseRates = sums.right.map {
      min(max((rows - $0 + 1) / (rows + 2), 0), 1 - 1 / Double(classCount))
    }
    var curvature = sums.curvature
    for witness in weights.indices { curvature[witness, witness] += Self.leastCurvature }
    guard let inverse = SymmetricEigen(curvature) else { return }
    let step = inverse.solving(sums.gradient)
    for witness in weights.indices {
      let bounded = min(max(step[witness], -Self.longestStep), Self.longestStep)
      // What a witness says for a class never speaks against it.
      weights[witness] = max(weights[witness] + bounded, 0)
    }
  }
}

extension SymmetricEigen {
  /// x of A x = b, for a positive definite A.
  fileprivate func solving(_ right: [Double]) -> [Double] {
    var solution = [Double](repeating: 0, count: right.count)
    for (index, value) in values.enumerated() {
      let vector = Array(vectors.row(index))
      let factor = zip(vector, right).reduce(0) { $0 + $1.0 * $1.1 } / value
      for place in solution.indices { solution[place] += factor * vector[place] }
    }
    return solution
  }
}
