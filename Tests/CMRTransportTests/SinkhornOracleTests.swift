import CMRDense
import CMRTestSupport
import CMRTransport
import Testing

@Suite struct SinkhornOracleTests {
  static let shapes = [(1, 1), (1, 9), (9, 1), (7, 8), (8, 16), (23, 11), (40, 17)]
  static let regularisations = [10, 1, 0.1, 0.01, 0.001, 0.0001]

  /// The same number of iterations gives the same plan, however often scalings moved into the
  /// potentials on the way.
  @Test(arguments: shapes, regularisations)
  func balancedIsTheLogDomainIteration(shape: (Int, Int), eps: Double) throws {
    let parts = RandomParts(shape.0, shape.1, seed: 3, zeros: true)
    for iterations in [1, 2, 7, 40] {
      let solved = try SinkhornSolver(tolerance: 0, maximumIterations: iterations)
        .solve(parts.balanced(eps: eps))
      let oracle = logDomainPlan(
        parts.cost, parts.rows, parts.columns, eps: eps, iterations: iterations)
      expectClose(solved.plan.elements, oracle.elements, absolute: 1e-13, relative: 1e-9)
      #expect(solved.iterations == iterations || solved.residual == 0)
    }
  }

  @Test(arguments: shapes, regularisations)
  func dummyPointsAreTheExtendedProblem(shape: (Int, Int), eps: Double) throws {
    let (rows, columns) = shape
    let parts = RandomParts(rows, columns, seed: 4, zeros: true)
    for mass in [0.05, 0.5, 0.97] {
      let solved = try SinkhornSolver(tolerance: 0, maximumIterations: 25)
        .solve(parts.partial(mass, eps: eps))
      let oracle = logDomainPlan(
        parts.cost.extended(corner: .infinity), parts.rows + [1 - mass],
        parts.columns + [1 - mass], eps: eps, iterations: 25)
      expectClose(
        solved.plan.elements, oracle.topLeft(rows, columns), absolute: 1e-13, relative: 1e-9)
    }
  }

  /// A corner that costs much instead of being forbidden gives the plan to 1e-4; one that costs
  /// nothing leaks mass.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func dummyPointsAreTheLimitOfALargeCorner(seed: UInt64) throws {
    let parts = RandomParts(12, 5, seed: seed)
    let (mass, eps) = (0.3, 0.1)
    let solved = try SinkhornSolver().solve(parts.partial(mass, eps: eps))
    func withCorner(_ corner: Double) throws -> [Double] {
      try SinkhornSolver().solve(
        TransportProblem(
          cost: parts.cost.extended(corner: corner), rowMarginal: parts.rows + [1 - mass],
          columnMarginal: parts.columns + [1 - mass], regularisation: eps)
      ).plan.topLeft(12, 5)
    }
    expectClose(solved.plan.elements, try withCorner(3), absolute: 1e-4)
    #expect(abs(try withCorner(3).reduce(0, +) - mass) < 1e-4)
    #expect(try withCorner(0).reduce(0, +) > mass + 0.01)
  }
}
