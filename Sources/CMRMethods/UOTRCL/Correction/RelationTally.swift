import CMRTraining

/// How the transports of the relation alignment went since the last report: one per step, too many
/// to report each.
struct RelationTally: Sendable, Equatable {
  /// How many there were.
  private(set) var count = 0.0
  /// Their iterations together.
  private(set) var iterations = 0.0
  /// How many did not converge.
  private(set) var unconverged = 0.0
  /// The largest residual.
  private(set) var worstResidual = 0.0

  init() {}

  /// Counts one transport.
  mutating func add(iterations: Int, residual: Double, isConverged: Bool) {
    count += 1
    self.iterations += Double(iterations)
    unconverged += isConverged ? 0 : 1
    worstResidual = max(worstResidual, residual)
  }

  /// Mean iterations, worst residual and the share that did not converge; nothing where there were
  /// none.
  var diagnostics: Diagnostics {
    guard count > 0 else { return [:] }
    return [
      "relation-iterations": iterations / count, "relation-residual": worstResidual,
      "relation-unconverged": unconverged / count,
    ]
  }

  static let numberCount = 4

  /// The tally as checkpoints keep it.
  var numbers: [Double] { [count, iterations, unconverged, worstResidual] }

  /// Reads ``numbers``.
  init(numbers: [Double]) {
    count = numbers[0]
    iterations = numbers[1]
    unconverged = numbers[2]
    worstResidual = numbers[3]
  }
}
