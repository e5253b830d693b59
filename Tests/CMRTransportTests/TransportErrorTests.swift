import CMRDense
import CMRTransport
import Testing

@Suite struct TransportErrorTests {
  private func expect(
    _ message: String, _ code: TransportError.Code,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Void
  ) {
    let error = #expect(
      throws: TransportError.self, sourceLocation: sourceLocation, performing: body)
    #expect(error?.description == message, sourceLocation: sourceLocation)
    #expect(error?.code == code, sourceLocation: sourceLocation)
  }

  private func balanced(
    _ cost: [[Double]] = [[0, 1], [1, 0]], _ rows: [Double] = [0.5, 0.5],
    _ columns: [Double] = [0.5, 0.5], eps: Double = 0.1
  ) throws -> TransportProblem {
    try TransportProblem(
      cost: Matrix(cost), rowMarginal: rows, columnMarginal: columns, regularisation: eps)
  }

  private func partial(
    _ mass: Double, cost: [[Double]] = [[0, 1], [1, 0]],
    _ formulation: PartialFormulation = .dummyPoints
  ) throws -> PartialTransportProblem {
    try PartialTransportProblem(
      cost: Matrix(cost), rowMarginal: [0.5, 0.5], columnMarginal: [0.75, 0.75], mass: mass,
      regularisation: 0.1, formulation: formulation)
  }

  @Test func costs() {
    expect("a cost matrix of 0 x 0 has nothing to transport", .invalidCost) {
      _ = try balanced([])
    }
    expect(
      "the cost at row 1, column 0 is nan; a cost is a finite number, or infinity where nothing may go",
      .invalidCost
    ) { _ = try balanced([[0, 1], [.nan, 0]]) }
    expect(
      "the cost at row 0, column 1 is -inf; a cost is a finite number, or infinity where nothing may "
        + "go", .invalidCost
    ) { _ = try balanced([[0, -.infinity], [0, 0]]) }
  }

  @Test func marginals() {
    expect("the row marginal has 3 entries, and the costs have 2 rows", .invalidMarginal) {
      _ = try balanced([[0, 1], [1, 0]], [0.5, 0.25, 0.25])
    }
    expect("the column marginal has 1 entries, and the costs have 2 columns", .invalidMarginal) {
      _ = try balanced([[0, 1], [1, 0]], [0.5, 0.5], [1])
    }
    expect(
      "entry 1 of the row marginal is -0.5; a mass is finite and not negative", .invalidMarginal
    ) { _ = try balanced([[0, 1], [1, 0]], [1.5, -0.5]) }
    expect(
      "entry 0 of the column marginal is nan; a mass is finite and not negative", .invalidMarginal
    ) { _ = try balanced([[0, 1], [1, 0]], [0.5, 0.5], [.nan, 1]) }
    expect("the row marginal has no mass", .invalidMarginal) {
      _ = try balanced([[0, 1], [1, 0]], [0, 0])
    }
    expect(
      "the row marginal has mass 1.0, and the column marginal 1.25; scale one of them, or transport "
        + "a part of the mass", .unbalanced
    ) { _ = try balanced([[0, 1], [1, 0]], [0.5, 0.5], [0.5, 0.75]) }
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func regularisations(value: Double) {
    expect(
      "the regularisation is \(value); it is a positive number in the unit of the costs",
      .invalidRegularisation
    ) { _ = try balanced(eps: value) }
  }

  @Test(arguments: [0, -0.5, 1.1, .nan])
  func masses(value: Double) {
    expect(
      "the mass to transport is \(value); the row marginal has 1.0, and the column marginal 1.5; it "
        + "is positive and at most the smaller of the two", .invalidMass
    ) { _ = try partial(value) }
  }

  @Test func infeasible() {
    expect("row 1 must transport 0.5, and all of its costs are infinite", .infeasible) {
      _ = try SinkhornSolver().solve(balanced([[0, 1], [.infinity, .infinity]]))
    }
    expect("column 0 must transport 0.5, and all of its costs are infinite", .infeasible) {
      _ = try SinkhornSolver().solve(balanced([[.infinity, 1], [.infinity, 0]]))
    }
    let nothing = [[Double.infinity, .infinity], [.infinity, .infinity]]
    expect("a mass of 0.5 must be transported, and all costs are infinite", .infeasible) {
      _ = try SinkhornSolver().solve(partial(0.5, cost: nothing, .inequalities))
    }
  }

  @Test func starts() {
    expect(
      "the potentials to start from have 3 rows, and the costs have 2", .invalidStart
    ) {
      _ = try SinkhornSolver().solve(
        balanced(), startingFrom: TransportPotentials(rows: [0, 0, 0], columns: [0, 0]))
    }
    expect(
      "the potentials to start from have 1 columns, and the costs have 2", .invalidStart
    ) {
      _ = try SinkhornSolver().solve(
        balanced(), startingFrom: TransportPotentials(rows: [0, 0], columns: [0]))
    }
  }
}
