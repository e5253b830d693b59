internal import CMRDense

extension TransportProblem {
  /// What balanced and partial problems ask of their parts.
  static func check(
    _ cost: Matrix<Double>, _ rowMarginal: [Double], _ columnMarginal: [Double],
    _ regularisation: Double
  ) throws(TransportError) {
    guard cost.rows > 0, cost.columns > 0 else {
      throw .emptyCost(rows: cost.rows, columns: cost.columns)
    }
    // One comparison refuses both NaN and minus infinity, which the loop then tells apart by
    // printing them.
    if let index = cost.elements.firstIndex(where: { !($0 > -.infinity) }) {
      throw .undefinedCost(
        cost.elements[index], row: index / cost.columns, column: index % cost.columns)
    }
    try check(rowMarginal, .row, count: cost.rows)
    try check(columnMarginal, .column, count: cost.columns)
    guard regularisation > 0, regularisation.isFinite else { throw .regularisation(regularisation) }
  }

  private static func check(
    _ marginal: [Double], _ side: TransportError.Side, count: Int
  ) throws(TransportError) {
    guard marginal.count == count else {
      throw .marginalLength(side, count: marginal.count, expected: count)
    }
    if let index = marginal.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .marginalEntry(side, index: index, value: marginal[index])
    }
    guard marginal.total > 0 else { throw .noMass(side) }
  }
}

extension [Double] {
  /// The sum, from the first entry to the last.
  var total: Double { reduce(0, +) }
}
