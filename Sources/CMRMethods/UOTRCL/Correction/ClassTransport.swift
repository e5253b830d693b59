import CMRDense
import CMRTransport

/// The partial transport from rows to classes.
struct ClassTransport {
  let options: UOTRCL.PartialTransportOptions

  /// T = argmin <T, C> - eps H(T) over T 1 <= 1/N, T' 1 <= r and total mass s.
  ///
  /// The plan may have stopped short of convergence, and says so. Throws where a cost or the prior
  /// is not finite.
  func plan(
    cost: consuming Matrix<Double>, prior: [Double], mass: Double
  ) throws(TransportError) -> TransportPlan {
    let rows = cost.rows
    let problem = try PartialTransportProblem(
      cost: cost, rowMarginal: [Double](repeating: 1 / Double(rows), count: rows),
      columnMarginal: prior, mass: mass, regularisation: options.regularisation,
      formulation: options.formulation.problem)
    let solver = SinkhornSolver(
      tolerance: options.tolerance, maximumIterations: options.maximumIterations)
    return try solver.solve(problem)
  }
}
