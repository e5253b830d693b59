import CMRDense
import CMRTestSupport
import CMRTransport
import Testing

@Suite struct TransportEdgeTests {
  @Test func rowsAndColumnsWithoutMassStayEmpty() throws {
    let cost = Matrix<Double>([[1, 2, 3], [4, .infinity, 6], [.infinity, .infinity, .infinity]])
    let solved = try SinkhornSolver().solve(
      TransportProblem(
        cost: cost, rowMarginal: [0.5, 0.5, 0], columnMarginal: [0.25, 0, 0.75],
        regularisation: 0.3))
    #expect(solved.isConverged)
    #expect(solved.plan.row(2).allSatisfy { $0 == 0 })
    #expect((0..<3).allSatisfy { solved.plan[$0, 1] == 0 })
    #expect(solved.potentials.rows[2] == -.infinity)
    #expect(solved.potentials.columns[1] == -.infinity)
    #expect(solved.cost(under: cost).isFinite)
  }

  @Test(arguments: PartialFormulation.allCases)
  func forbiddenCellsStayEmpty(formulation: PartialFormulation) throws {
    var parts = RandomParts(6, 5, seed: 2).cost
    for row in 0..<6 { parts[row, row % 5] = .infinity }
    for column in 0..<5 { parts[3, column] = .infinity }  // row 3 stays behind
    let solved = try SinkhornSolver().solve(
      PartialTransportProblem(
        cost: parts, rowMarginal: uniform(6), columnMarginal: uniform(5), mass: 0.7,
        regularisation: 0.1, formulation: formulation))
    #expect(solved.isConverged)
    #expect(zip(solved.plan.elements, parts.elements).allSatisfy { $1 < .infinity || $0 == 0 })
    #expect(abs(solved.transportedMass - 0.7) < 1e-8)
  }

  /// No row or column alone is impossible here, so what comes back is a plan that says that it did
  /// not converge.
  @Test func hiddenInfeasibilityIsNotConverged() throws {
    let cost = Matrix<Double>([[0, .infinity], [0, .infinity], [0, 0]])
    let solved = try SinkhornSolver(maximumIterations: 500).solve(
      TransportProblem(
        cost: cost, rowMarginal: uniform(3), columnMarginal: [0.5, 0.5], regularisation: 0.1))
    #expect(!solved.isConverged)
    #expect(solved.residual > 0.1)
    #expect(solved.iterations == 500)
  }

  @Test func tooFewIterationsAreReported() throws {
    let parts = RandomParts(20, 20, seed: 1)
    let few = try SinkhornSolver(maximumIterations: 3).solve(parts.balanced(eps: 0.01))
    #expect(!few.isConverged)
    #expect(few.iterations == 3)
    #expect(few.residual > 1e-9)
    let enough = try SinkhornSolver().solve(parts.balanced(eps: 0.05))
    #expect(enough.isConverged)
    #expect(enough.iterations < 10_000)
    #expect(enough.residual <= 1e-9)
    // The residual is that of the plan that is returned.
    let sums = zip(few.rowSums, parts.rows).reduce(0) { $0 + abs($1.0 - $1.1) }
    #expect(abs(sums - few.residual) < 1e-12)
  }

  @Test(arguments: [1e-3, 1e-5, 1e-7])
  func hugeRangesOfCostsStaySound(eps: Double) throws {
    let parts = RandomParts(6, 6, seed: 8)
    for formulation in PartialFormulation.allCases {
      let solved = try SinkhornSolver(tolerance: 1e-6, maximumIterations: 2000).solve(
        parts.partial(0.5, eps: eps, formulation))
      #expect(solved.plan.elements.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(solved.residual.isFinite)
      #expect(abs(solved.transportedMass - 0.5) <= 0.5 * solved.residual + 1e-9)
    }
  }

  @Test func marginalsOverManyOrdersOfMagnitude() throws {
    let rows = [1 - 1e-12 - 1e-30, 1e-12, 1e-30]
    let solved = try SinkhornSolver(tolerance: 0, maximumIterations: 3000).solve(
      TransportProblem(
        cost: Matrix([[0, 5], [3, 0], [100, 50]]), rowMarginal: rows,
        columnMarginal: [1 - 1e-20, 1e-20], regularisation: 0.05))
    expectClose(solved.rowSums, rows, absolute: 1e-14)
    #expect(abs(solved.rowSums[2] / 1e-30 - 1) < 1e-6)
  }

  @Test(arguments: PartialFormulation.allCases)
  func aStartNearTheAnswerSavesIterations(formulation: PartialFormulation) throws {
    let parts = RandomParts(60, 8, seed: 5)
    let solver = SinkhornSolver(tolerance: 1e-10)
    let earlier = try solver.solve(parts.partial(0.5, eps: 0.05, formulation))
    let problem = try parts.partial(0.5001, eps: 0.05, formulation)
    let cold = try solver.solve(problem)
    let warm = try solver.solve(problem, startingFrom: earlier.potentials)
    #expect(warm.iterations < cold.iterations)
    expectClose(warm.plan.elements, cold.plan.elements, absolute: 1e-9)
    let again = try solver.solve(problem, startingFrom: cold.potentials)
    #expect(again.iterations <= 3)
  }

  @Test func sameInputsGiveSameBits() throws {
    let problem = try RandomParts(30, 12, seed: 6).partial(0.4, eps: 0.02)
    #expect(try SinkhornSolver().solve(problem) == SinkhornSolver().solve(problem))
  }

  @Test func columnsAreScaledToTheRowsMass() throws {
    let solved = try SinkhornSolver(tolerance: 1e-12).solve(
      TransportProblem(
        cost: Matrix([[0, 1], [1, 0]]), rowMarginal: [0.5, 0.5],
        columnMarginal: [0.5 + 4e-10, 0.5], regularisation: 1))
    #expect(solved.isConverged)
    #expect(abs(solved.transportedMass - 1) < 1e-14)
  }
}
