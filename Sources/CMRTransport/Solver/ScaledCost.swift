internal import CMRDense

/// -C / eps, with a dummy row and column where the problem has them; the logarithm of the kernel
/// before any scaling.
struct ScaledCost {
  private let cost: Matrix<Double>
  let regularisation: Double
  let hasDummies: Bool

  init(_ cost: Matrix<Double>, regularisation: Double, hasDummies: Bool) {
    self.cost = cost
    self.regularisation = regularisation
    self.hasDummies = hasDummies
  }

  /// Rows and columns without dummies.
  var planRows: Int { cost.rows }
  var planColumns: Int { cost.columns }

  var rows: Int { cost.rows + (hasDummies ? 1 : 0) }
  var columns: Int { cost.columns + (hasDummies ? 1 : 0) }

  /// Writes row `row` to the front of `buffer`.
  func fill(_ buffer: inout [Double], row: Int) {
    guard row < cost.rows else {
      for column in 0..<cost.columns { buffer[column] = 0 }
      buffer[cost.columns] = -.infinity  // from dummy to dummy nothing goes
      return
    }
    let elements = cost.span
    let start = row * cost.columns
    for column in 0..<cost.columns { buffer[column] = -elements[start + column] / regularisation }
    if hasDummies { buffer[cost.columns] = 0 }
  }
}
