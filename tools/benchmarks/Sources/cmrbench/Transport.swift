import ArgumentParser
import CMRDense
import CMRTransport

/// Solves partial entropic transport between rows and classes, uniform marginals, to a residual.
struct Transport: ParsableCommand {
  @OptionGroup var common: Common
  @Option(help: "The number of columns.") var columns = 10
  @Option(help: "The mass to transport; 1 solves the balanced problem.") var mass = 0.7
  @Option(help: "The regularisation.") var regularisation = 0.05
  @Option(help: "The residual at which to stop.") var residual = 1e-6

  func run() throws {
    BLASThreads.set(common.threads)
    let cost = try Inputs(folder: common.inputs).matrix(
      "cost.f64", columns: columns, as: Double.self)
    let rowMarginal = [Double](repeating: 1 / Double(cost.rows), count: cost.rows)
    let columnMarginal = [Double](repeating: 1 / Double(columns), count: columns)
    let solver = SinkhornSolver(tolerance: residual)
    try time {
      mass < 1
        ? try solver.solve(
          PartialTransportProblem(
            cost: cost, rowMarginal: rowMarginal, columnMarginal: columnMarginal, mass: mass,
            regularisation: regularisation, formulation: .inequalities))
        : try solver.solve(
          TransportProblem(
            cost: cost, rowMarginal: rowMarginal, columnMarginal: columnMarginal,
            regularisation: regularisation))
    } value: {
      $0.cost(under: cost)
    }
  }
}
