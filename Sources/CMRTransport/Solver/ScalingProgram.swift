internal import CMRDense

/// The one form that all problems of this module take: T = diag(u) K diag(v) with sums that are met
/// or bounded.
struct ScalingProgram {
  /// The sums of one side.
  struct Side {
    /// What each sum is, or is at most.
    let sums: [Double]
    /// Whether the sums are bounds; their potentials are then at most 0.
    let isBound: Bool

    /// How far `mass` is from what entry `index` demands; `isFree` says that its potential is 0, so
    /// that less will do.
    func violation(_ mass: Double, at index: Int, isFree: Bool) -> Double {
      isFree ? max(0, mass - sums[index]) : abs(mass - sums[index])
    }
  }

  let cost: ScaledCost
  let rows: Side
  let columns: Side
  /// The total mass, where the sums leave it open.
  let mass: Double?
  /// The mass that residuals are shares of.
  let transportedMass: Double

  /// Rows and columns are met.
  init(_ problem: TransportProblem) {
    let rows = problem.rowMarginal.total
    let balance = rows / problem.columnMarginal.total
    cost = ScaledCost(problem.cost, regularisation: problem.regularisation, hasDummies: false)
    self.rows = Side(sums: problem.rowMarginal, isBound: false)
    columns = Side(sums: problem.columnMarginal.map { $0 * balance }, isBound: false)
    mass = nil
    transportedMass = rows
  }

  /// Dummy points are met like others. Bounds of a side whose whole mass is wanted are met, which
  /// leaves no mass open.
  init(_ problem: PartialTransportProblem) {
    let (rowSlack, columnSlack) = (problem.rowSlack, problem.columnSlack)
    let hasDummies = problem.formulation == .dummyPoints
    cost = ScaledCost(problem.cost, regularisation: problem.regularisation, hasDummies: hasDummies)
    switch problem.formulation {
    case .dummyPoints:
      rows = Side(sums: problem.rowMarginal + [columnSlack], isBound: false)
      columns = Side(sums: problem.columnMarginal + [rowSlack], isBound: false)
      mass = nil
    case .inequalities:
      rows = Side(sums: problem.rowMarginal, isBound: rowSlack > 0)
      columns = Side(sums: problem.columnMarginal, isBound: columnSlack > 0)
      mass = rows.isBound && columns.isBound ? problem.mass : nil
    }
    transportedMass = problem.mass
  }
}

extension PartialTransportProblem {
  /// The mass that stays in the rows.
  fileprivate var rowSlack: Double { slack(of: rowMarginal.total) }

  /// The room that stays in the columns.
  fileprivate var columnSlack: Double { slack(of: columnMarginal.total) }

  private func slack(of total: Double) -> Double {
    total - mass > Self.massTolerance * total ? total - mass : 0
  }
}
