import CMRDense
import CMRTestSupport
import CMRTransport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct TransportInvariantTests {
  static let seeds: ClosedRange<UInt64> = 1...12
  let solver = SinkhornSolver(tolerance: 1e-11, maximumIterations: 100_000)

  @Test(arguments: seeds, [1, 0.1, 0.02])
  func balancedPlansMeetTheirMarginals(seed: UInt64, eps: Double) throws {
    let parts = RandomParts(9, 14, seed: seed, zeros: true)
    let solved = try solver.solve(parts.balanced(eps: eps))
    #expect(solved.isConverged)
    #expect(solved.residual <= 1e-11)
    expectClose(solved.rowSums, parts.rows, absolute: 1e-11)
    expectClose(solved.columnSums, parts.columns, absolute: 1e-11)
    #expect(solved.plan.elements.allSatisfy { $0 >= 0 })
    expectPlanOfPotentials(solved, parts.cost, eps)
  }

  @Test(arguments: seeds, PartialFormulation.allCases)
  func partialPlansKeepTheirBounds(seed: UInt64, formulation: PartialFormulation) throws {
    let parts = RandomParts(13, 6, seed: seed, zeros: true)
    // Dummy points couple to the rest by the mass alone, so that a tiny one takes tens of thousands
    // of iterations.
    let least = formulation == .dummyPoints ? 0.01 : 1e-6
    for mass in [least, 0.1, 0.5, 0.9, 1 - 1e-9, 1] {
      let solved = try solver.solve(parts.partial(mass, eps: 0.1, formulation))
      #expect(solved.isConverged, "\(solved.residual) after \(solved.iterations) at \(mass)")
      #expect(abs(solved.transportedMass - mass) <= 1e-10 * mass)
      #expect(zip(solved.rowSums, parts.rows).allSatisfy { $0 <= $1 + 1e-11 })
      #expect(zip(solved.columnSums, parts.columns).allSatisfy { $0 <= $1 + 1e-11 })
      expectPlanOfPotentials(solved, parts.cost, 0.1)
    }
  }

  @Test(arguments: seeds)
  func boundsThatAreNotMetHavePotentialZero(seed: UInt64) throws {
    let parts = RandomParts(13, 6, seed: seed)
    let solved = try solver.solve(parts.partial(0.6, eps: 0.05, .inequalities))
    var (met, free) = (0, 0)
    for (sum, (bound, potential)) in zip(solved.rowSums, zip(parts.rows, solved.potentials.rows)) {
      #expect(potential <= 0)
      if potential < 0 {
        #expect(abs(sum - bound) < 1e-10)
        met += 1
      } else {
        free += 1
      }
    }
    #expect(met > 0 && free > 0)  // otherwise this shows nothing
  }

  private func expectPlanOfPotentials(
    _ solved: TransportPlan, _ cost: Matrix<Double>, _ eps: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let potentials = solved.potentials
    let plan = potentials.rows.indices.flatMap { i in
      potentials.columns.indices.map { j in
        exp(
          (potentials.rows[i] + potentials.columns[j] + potentials.shift - cost[i, j]) / eps)
      }
    }
    expectClose(
      solved.plan.elements, plan, absolute: 1e-300, relative: 1e-9, sourceLocation: sourceLocation)
  }

  @Test(arguments: seeds, PartialFormulation.allCases)
  func allMassIsTheBalancedPlan(seed: UInt64, formulation: PartialFormulation) throws {
    let parts = RandomParts(8, 8, seed: seed)
    let balanced = try solver.solve(parts.balanced(eps: 0.1)).plan.elements
    let whole = try solver.solve(parts.partial(1, eps: 0.1, formulation)).plan.elements
    let nearly = try solver.solve(parts.partial(1 - 1e-8, eps: 0.1, formulation)).plan.elements
    expectClose(whole, balanced, absolute: 1e-11)
    expectClose(nearly, balanced, absolute: 1e-6)
  }

  @Test(arguments: seeds, PartialFormulation.allCases)
  func transposingTheProblemTransposesThePlan(
    seed: UInt64, formulation: PartialFormulation
  ) throws {
    let parts = RandomParts(10, 4, seed: seed)
    let solved = try solver.solve(parts.partial(0.4, eps: 0.1, formulation))
    let transposed = try solver.solve(
      PartialTransportProblem(
        cost: parts.cost.transposed(), rowMarginal: parts.columns, columnMarginal: parts.rows,
        mass: 0.4, regularisation: 0.1, formulation: formulation))
    expectClose(transposed.plan.transposed().elements, solved.plan.elements, absolute: 1e-9)
  }

  @Test(arguments: seeds, PartialFormulation.allCases)
  func unitsDoNotMatter(seed: UInt64, formulation: PartialFormulation) throws {
    let parts = RandomParts(10, 4, seed: seed)
    let solved = try solver.solve(parts.partial(0.4, eps: 0.1, formulation))
    let scaled = try solver.solve(
      PartialTransportProblem(
        cost: Matrix(rows: 10, columns: 4, elements: parts.cost.elements.map { $0 * 1e4 }),
        rowMarginal: parts.rows.map { $0 * 50 }, columnMarginal: parts.columns.map { $0 * 50 },
        mass: 20, regularisation: 1e3, formulation: formulation))
    expectClose(scaled.plan.elements.map { $0 / 50 }, solved.plan.elements, absolute: 1e-10)
    // A constant added to all costs changes nothing either.
    let shifted = try solver.solve(
      PartialTransportProblem(
        cost: Matrix(rows: 10, columns: 4, elements: parts.cost.elements.map { $0 + 7 }),
        rowMarginal: parts.rows, columnMarginal: parts.columns, mass: 0.4, regularisation: 0.1,
        formulation: formulation))
    expectClose(shifted.plan.elements, solved.plan.elements, absolute: 1e-9)
  }

  @Test(arguments: seeds)
  func balancedPlansIgnoreWhatARowAddsToItsCosts(seed: UInt64) throws {
    var parts = RandomParts(6, 7, seed: seed)
    let solved = try solver.solve(parts.balanced(eps: 0.1))
    var cost = parts.cost
    for column in 0..<7 { cost[2, column] += 5 }
    let parts2 = try TransportProblem(
      cost: cost, rowMarginal: parts.rows, columnMarginal: parts.columns, regularisation: 0.1)
    expectClose(try solver.solve(parts2).plan.elements, solved.plan.elements, absolute: 1e-10)
    parts = RandomParts(6, 7, seed: seed + 1000)
    #expect(try solver.solve(parts.balanced(eps: 0.1)).plan != solved.plan)
  }
}
