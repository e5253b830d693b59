public import CMRDense

/// What a solver found, converged or not.
public struct TransportPlan: Sendable, Equatable {
  /// T, [n, k]: the mass that goes from each row to each column.
  public let plan: Matrix<Double>

  /// The dual variables that the plan follows from; a later, similar problem may start from them.
  public let potentials: TransportPotentials

  /// How many times rows and columns were scaled.
  public let iterations: Int

  /// How far the plan's constraints are from being met: the sum of absolute errors of all row sums,
  /// column sums and the mass, as a share of the mass. Sums of dummy points count; a bound that is
  /// not met exactly counts where its potential is not 0.
  public let residual: Double

  /// Whether ``residual`` is within the solver's tolerance. If not, the plan is the best that the
  /// iterations reached.
  public let isConverged: Bool

  /// The mass that each row sends, [n].
  public var rowSums: [Double] {
    (0..<plan.rows).map { row in plan.row(row).reduce(0, +) }
  }

  /// The mass that each column takes, [k].
  public var columnSums: [Double] {
    var sums = Array(repeating: 0.0, count: plan.columns)
    for row in 0..<plan.rows {
      for (column, mass) in plan.row(row).enumerated() { sums[column] += mass }
    }
    return sums
  }

  /// The mass that is transported in all.
  public var transportedMass: Double { plan.elements.reduce(0, +) }

  /// <T, C>: what the transport costs under `cost`, [n, k]. Where nothing goes, an infinite cost
  /// counts as 0.
  public func cost(under cost: Matrix<Double>) -> Double {
    precondition(
      cost.rows == plan.rows && cost.columns == plan.columns,
      "a plan of \(plan.rows) x \(plan.columns) has no cost under \(cost.rows) x \(cost.columns)")
    return zip(plan.elements, cost.elements).reduce(0) { sum, pair in
      pair.0 == 0 ? sum : sum + pair.0 * pair.1
    }
  }
}
