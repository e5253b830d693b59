public import CMRDense

/// Entropic optimal transport of a part of the mass, which the plan chooses.
///
/// The plan T, [n, k], has T 1 <= a, T' 1 <= b and total mass exactly s. What the entropy covers is
/// a choice that changes the plan: see ``PartialFormulation``.
public struct PartialTransportProblem: Sendable, Equatable {
  /// C, [n, k]: the cost per unit of mass; infinity where nothing may go. Rows with smaller costs
  /// are transported first.
  public let cost: Matrix<Double>

  /// a, [n]: the mass that each row has to give. Entries may be 0.
  public let rowMarginal: [Double]

  /// b, [k]: the mass that each column has room for. Entries may be 0.
  public let columnMarginal: [Double]

  /// s: the mass to transport, positive and at most the smaller of the two totals.
  public let mass: Double

  /// eps, in the unit of the costs.
  public let regularisation: Double

  /// Which of two entropic problems is meant.
  public let formulation: PartialFormulation

  /// How far ``mass`` may exceed or miss a marginal's total, as a share of it, and still mean all
  /// of it.
  public static let massTolerance = 1e-12

  /// Checks and keeps the problem.
  ///
  /// - Throws: ``TransportError`` if the shapes disagree, a cost is NaN or minus infinity, a
  ///   marginal is negative, not finite or without mass, the mass is not positive or more than a
  ///   marginal has, or the regularisation is not positive.
  public init(
    cost: Matrix<Double>, rowMarginal: [Double], columnMarginal: [Double], mass: Double,
    regularisation: Double, formulation: PartialFormulation = .dummyPoints
  ) throws(TransportError) {
    try TransportProblem.check(cost, rowMarginal, columnMarginal, regularisation)
    let (rows, columns) = (rowMarginal.total, columnMarginal.total)
    guard mass > 0, mass <= min(rows, columns) * (1 + Self.massTolerance) else {
      throw .mass(mass, rows: rows, columns: columns)
    }
    self.cost = cost
    self.rowMarginal = rowMarginal
    self.columnMarginal = columnMarginal
    self.mass = mass
    self.regularisation = regularisation
    self.formulation = formulation
  }
}
