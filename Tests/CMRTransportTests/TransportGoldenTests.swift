import CMRDense
import CMRTestSupport
import CMRTransport
import Testing

@Suite(.needsSharedData("golden")) struct TransportGoldenTests {
  static let balanced = Golden.names(startingWith: "sinkhorn_")
  static let partial = Golden.names(startingWith: "partial_ot_").filter { $0 != underflow }
  static let underflow = "partial_ot_underflow"

  @Test func allCasesAreThere() {
    #expect(Self.balanced.count == 18)
    #expect(Self.partial.count == 79)
  }

  @Test(arguments: balanced)
  func balancedPlansAndPotentials(name: String) throws {
    let golden = try Golden(named: name)
    let regularisation = try golden.scalar("reg")
    let cost = try golden.matrix("M")
    let solved = try SinkhornSolver(tolerance: 1e-13, maximumIterations: 50_000).solve(
      TransportProblem(
        cost: cost, rowMarginal: try golden.array("a").values,
        columnMarginal: try golden.array("b").values, regularisation: regularisation))
    expectClose(
      solved.plan.elements, try golden.array("log_converged").values, absolute: 1e-8, name)
    #expect(abs(solved.cost(under: cost) - (try golden.scalar("loss"))) < 1e-8)
    // Scalings are unique up to a factor: logarithms up to a constant, fixed here by the first row.
    // At eps = 0.01 parts of the plan are linked by masses of 1e-10 alone, which leaves the
    // constant between them to the last digits.
    let allowed = regularisation > 0.01 ? 1e-8 : 1e-4
    let (rows, columns) = (try golden.array("log_u").values, try golden.array("log_v").values)
    let offset = solved.potentials.rows[0] / regularisation - rows[0]
    expectClose(
      solved.potentials.rows.map { $0 / regularisation - offset }, rows, absolute: allowed, name)
    expectClose(
      solved.potentials.columns.map { $0 / regularisation + offset }, columns, absolute: allowed,
      name)
  }

  @Test(arguments: partial)
  func partialPlans(name: String) throws {
    let golden = try Golden(named: name)
    let solved = try solve(golden)
    // The cases end after 20,000 iterations; at eps = 0.01 some then still miss their bounds by up
    // to 6e-6 of the mass.
    let allowed = try golden.scalar("reg") > 0.01 ? 1e-10 : 6e-6
    expectClose(
      solved.plan.elements, try golden.array("plan_log_converged").values, absolute: allowed, name)
    #expect(solved.residual < (allowed > 1e-10 ? 3e-6 : 1e-12))
  }

  @Test func partialPlanWhereKernelsUnderflow() throws {
    let golden = try Golden(named: Self.underflow)
    let solved = try solve(golden)
    expectClose(
      solved.plan.elements, try golden.array("plan_log").values, absolute: 1e-12, Self.underflow)
    #expect(solved.isConverged)
  }

  private func solve(_ golden: Golden) throws -> TransportPlan {
    try SinkhornSolver(tolerance: 1e-13, maximumIterations: 50_000).solve(
      PartialTransportProblem(
        cost: try golden.matrix("M"), rowMarginal: try golden.array("a").values,
        columnMarginal: try golden.array("b").values, mass: try golden.scalar("m"),
        regularisation: try golden.scalar("reg"), formulation: .inequalities))
  }
}
