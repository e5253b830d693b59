/// Sinkhorn's iteration for balanced and partial entropic transport, in Float64.
///
/// Scalings are kept between 1e-100 and 1e100; outside, they move into logarithmic potentials, and
/// where a sum underflows a whole iteration is done in the log domain (Schmitzer, SIAM J. Sci.
/// Comput. 41, 2019). So the plan is that of the log-domain iteration at any regularisation, at the
/// price of a multiplication per entry.
///
/// ```swift
/// let problem = try PartialTransportProblem(
///   cost: cost, rowMarginal: rows, columnMarginal: prior, mass: 0.3, regularisation: 0.1)
/// let plan = try SinkhornSolver().solve(problem)
/// if !plan.isConverged { report(plan.iterations, plan.residual) }
/// ```
public struct SinkhornSolver: Sendable, Hashable {
  /// The residual at which the iteration stops, as a share of the mass: see
  /// ``TransportPlan/residual``.
  public var tolerance: Double

  /// How many iterations are done at most.
  public var maximumIterations: Int

  /// A solver.
  ///
  /// - Parameters:
  ///   - tolerance: the residual to stop at. 1e-9 leaves plans right to about as many digits; below
  ///     1e-14 rounding may keep the iteration from stopping.
  ///   - maximumIterations: at least 1. Small regularisations need many: of the order of the
  ///     largest cost over eps, or more.
  public init(tolerance: Double = 1e-9, maximumIterations: Int = 10_000) {
    precondition(
      tolerance >= 0 && maximumIterations >= 1,
      "a tolerance of \(tolerance) within \(maximumIterations) iterations is not a goal")
    self.tolerance = tolerance
    self.maximumIterations = maximumIterations
  }

  /// The plan of a balanced problem.
  ///
  /// - Parameters:
  ///   - problem: the balanced problem.
  ///   - start: potentials of a similar problem of the same shape, for fewer iterations. The plan
  ///     is the same within the tolerance.
  /// - Throws: ``TransportError`` if infinite costs forbid what a marginal demands, or `start` has
  ///   another shape.
  public func solve(
    _ problem: TransportProblem, startingFrom start: TransportPotentials? = nil
  ) throws(TransportError) -> TransportPlan {
    try solve(ScalingProgram(problem), start)
  }

  /// The plan of a partial problem.
  ///
  /// - Parameters:
  ///   - problem: the partial problem.
  ///   - start: potentials of a similar problem of the same shape, for fewer iterations. The plan
  ///     is the same within the tolerance.
  /// - Throws: ``TransportError`` if infinite costs forbid what a marginal demands, or `start` has
  ///   another shape.
  public func solve(
    _ problem: PartialTransportProblem, startingFrom start: TransportPotentials? = nil
  ) throws(TransportError) -> TransportPlan {
    try solve(ScalingProgram(problem), start)
  }

  private func solve(
    _ program: ScalingProgram, _ start: TransportPotentials?
  ) throws(TransportError) -> TransportPlan {
    var iteration = try ScalingIteration(program, startingFrom: start)
    var iterations = 1  // the first is done to start from scalings near 1
    var residual = iteration.residual()
    while !(residual <= tolerance) && iterations < maximumIterations {
      iterations += 1
      // The step knows the residual of the rows before it, for nothing; the whole one is measured
      // once that is small.
      let estimate = try iteration.step()
      if estimate <= tolerance || iterations == maximumIterations {
        residual = iteration.residual()
      }
    }
    return TransportPlan(
      plan: iteration.plan(), potentials: iteration.potentials(), iterations: iterations,
      residual: residual, isConverged: residual <= tolerance)
  }
}
