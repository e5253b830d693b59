package import CMRDense
package import CMRTransport

/// The partial transport from rows to classes.
package struct ClassTransport {
  private let options: UOTRCL.PartialTransportOptions

  /// A transport with these options.
  package init(options: UOTRCL.PartialTransportOptions) { self.options = options }

  /// T = argmin <T, C> - eps H(T) over T 1 <= 1/N, T' 1 <= r and total mass s.
  ///
  /// The plan may have stopped short of convergence, and says so. Throws where a cost or the prior
  /// is not finite.
  package func plan(
    cost: consuming Matrix<Double>, prior: [Double], mass: Double
  ) throws(TransportError) -> TransportPlan {
    let rows = [Double](repeating: 1 / Double(cost.rows), count: cost.rows)
    // A hundred thousand times 1/100,000 is not 1, and s = 1 means all there is.
    let available = min(rows.reduce(0, +), prior.reduce(0, +))
    let problem = try PartialTransportProblem(
      cost: cost, rowMarginal: rows, columnMarginal: prior, mass: min(mass, available),
      regularisation: options.regularisation, formulation: options.formulation.problem)
    let solver = SinkhornSolver(
      tolerance: options.tolerance, maximumIterations: options.maximumIterations)
    return try solver.solve(problem)
  }
}
