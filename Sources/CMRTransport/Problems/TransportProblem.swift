public import CMRDense

/// Entropic optimal transport between two marginals of equal mass.
///
/// The plan T, [n, k], minimises <T, C> - eps H(T) with H(T) = -sum T (log T - 1), over T >= 0 with
/// row sums a and column sums b. It is unique, and has the form T_ij = exp((f_i + g_j - C_ij) /
/// eps). (Cuturi, NIPS 2013; Peyré and Cuturi, Computational Optimal Transport, 2019, section 4.)
public struct TransportProblem: Sendable, Equatable {
  /// C, [n, k]: the cost per unit of mass; infinity where nothing may go.
  public let cost: Matrix<Double>

  /// a, [n]: the mass that each row sends. Entries may be 0.
  public let rowMarginal: [Double]

  /// b, [k]: the mass that each column takes. Entries may be 0.
  public let columnMarginal: [Double]

  /// eps, in the unit of the costs. The plan blurs over costs that differ by a few eps; the
  /// iterations needed grow like 1/eps.
  public let regularisation: Double

  /// How far the totals of the marginals may lie apart, as a share of the larger; the columns are
  /// scaled to close the gap.
  public static let allowedImbalance = 1e-9

  /// Checks and keeps the problem.
  ///
  /// - Throws: ``TransportError`` if the shapes disagree, a cost is NaN or minus infinity, a
  ///   marginal is negative, not finite or without mass, the totals differ by more than
  ///   ``allowedImbalance``, or the regularisation is not positive.
  public init(
    cost: Matrix<Double>, rowMarginal: [Double], columnMarginal: [Double], regularisation: Double
  ) throws(TransportError) {
    try Self.check(cost, rowMarginal, columnMarginal, regularisation)
    let (rows, columns) = (rowMarginal.total, columnMarginal.total)
    guard abs(rows - columns) <= Self.allowedImbalance * max(rows, columns) else {
      throw .unbalanced(rows: rows, columns: columns)
    }
    self.cost = cost
    self.rowMarginal = rowMarginal
    self.columnMarginal = columnMarginal
    self.regularisation = regularisation
  }
}
