import CMRDense
import CMRTestSupport
import CMRTransport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Small problems whose exact answer is found by trying everything.
@Suite struct ExactTransportTests {
  /// The least total cost of `count` pairs of different rows and columns of a square matrix, per
  /// pair.
  private func cheapestMatching(_ cost: Matrix<Double>, pairs count: Int) -> Double {
    func best(row: Int, used: Int, left: Int) -> Double {
      if left == 0 { return 0 }
      guard cost.rows - row >= left else { return .infinity }
      var least = best(row: row + 1, used: used, left: left)
      for column in 0..<cost.columns where used & (1 << column) == 0 {
        least = min(
          least, cost[row, column] + best(row: row + 1, used: used | 1 << column, left: left - 1))
      }
      return least
    }
    return best(row: 0, used: 0, left: count)
  }

  /// T minimises <T, C> - eps H(T), so it costs at most eps (H(T) - H(best)) more than the best.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func balancedPlansApproachTheBestAssignment(seed: UInt64) throws {
    let n = 5
    let cost = RandomParts(n, n, seed: seed).cost
    let best = cheapestMatching(cost, pairs: n) / Double(n)
    for eps in [0.1, 0.01, 0.002] {
      let solved = try SinkhornSolver(tolerance: 1e-6, maximumIterations: 200_000).solve(
        TransportProblem(
          cost: cost, rowMarginal: uniform(n), columnMarginal: uniform(n), regularisation: eps))
      let excess = solved.cost(under: cost) - best
      #expect(excess > -1e-5)
      #expect(excess <= eps * log(Double(n)) + 1e-5)  // H(T) - H(permutation) <= log n
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>, PartialFormulation.allCases)
  func partialPlansApproachTheCheapestPairs(
    seed: UInt64, formulation: PartialFormulation
  ) throws {
    let n = 5
    let cost = RandomParts(n, n, seed: seed).cost
    for pairs in 1...4 {
      let best = cheapestMatching(cost, pairs: pairs) / Double(n)
      let solved = try SinkhornSolver(tolerance: 1e-6, maximumIterations: 200_000).solve(
        PartialTransportProblem(
          cost: cost, rowMarginal: uniform(n), columnMarginal: uniform(n),
          mass: Double(pairs) / Double(n), regularisation: 0.002, formulation: formulation))
      let excess = solved.cost(under: cost) - best
      #expect(excess > -1e-5)
      #expect(excess <= 0.002 * 2 * log(Double(n + 1)) + 1e-5)
    }
  }

  /// Where costs are u_i + w_j, cheaper rows send more; where mass grows, every row sends more.
  @Test(arguments: PartialFormulation.allCases)
  func cheapRowsGoFirst(formulation: PartialFormulation) throws {
    let n = 12
    let cost = Matrix((0..<n).map { i in (0..<4).map { 0.1 * Double(i) + 0.02 * Double($0) } })
    var before = Array(repeating: 0.0, count: n)
    for mass in [0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 1] {
      let solved = try SinkhornSolver().solve(
        PartialTransportProblem(
          cost: cost, rowMarginal: uniform(n), columnMarginal: uniform(4), mass: mass,
          regularisation: 0.05, formulation: formulation))
      let sums = solved.rowSums
      #expect(zip(sums, sums.dropFirst()).allSatisfy { $0 >= $1 - 1e-9 })
      #expect(zip(sums, before).allSatisfy { $0 >= $1 - 1e-9 })
      before = sums
    }
  }

  /// With one column the whole question is how much each row sends, and the answers have closed
  /// forms.
  @Test func oneColumnHasAClosedForm() throws {
    let cost = Matrix<Double>([[0], [0.2], [0.4], [3]])
    let eps = 0.1
    func problem(_ formulation: PartialFormulation) throws -> PartialTransportProblem {
      try PartialTransportProblem(
        cost: cost, rowMarginal: uniform(4), columnMarginal: [1], mass: 0.4, regularisation: eps,
        formulation: formulation)
    }
    // Only row 0 meets its bound of 1/4; the other 0.15 split like exp(-C / eps).
    let weights = [0.2, 0.4, 3].map { exp(-$0 / eps) }
    let total = weights.reduce(0, +)
    expectClose(
      try SinkhornSolver().solve(problem(.inequalities)).plan.elements,
      [0.25] + weights.map { 0.15 * $0 / total }, absolute: 1e-9)
    // T_i = (1/4) x / (x + exp(C_i / eps)) with the x that makes the sum 0.4: the slack's entropy
    // is a logistic function.
    let sums = try SinkhornSolver().solve(problem(.dummyPoints)).plan.elements
    let odds = zip(sums, cost.elements).map { $0 / (0.25 - $0) * exp($1 / eps) }
    expectClose(odds, Array(repeating: odds[0], count: 4), relative: 1e-5)
    #expect(abs(sums.reduce(0, +) - 0.4) < 1e-9)
  }
}
