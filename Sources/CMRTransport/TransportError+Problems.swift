extension TransportError {
  static func emptyCost(rows: Int, columns: Int) -> Self {
    Self(
      code: .invalidCost, message: "a cost matrix of \(rows) x \(columns) has nothing to transport",
      remedy: nil)
  }

  static func undefinedCost(_ cost: Double, row: Int, column: Int) -> Self {
    Self(
      code: .invalidCost, message: "the cost at row \(row), column \(column) is \(cost)",
      remedy: "a cost is a finite number, or infinity where nothing may go")
  }

  static func marginalLength(_ side: Side, count: Int, expected: Int) -> Self {
    Self(
      code: .invalidMarginal,
      message:
        "the \(side) marginal has \(count) entries, and the costs have \(expected) \(side)s",
      remedy: nil)
  }

  static func marginalEntry(_ side: Side, index: Int, value: Double) -> Self {
    Self(
      code: .invalidMarginal, message: "entry \(index) of the \(side) marginal is \(value)",
      remedy: "a mass is finite and not negative")
  }

  static func noMass(_ side: Side) -> Self {
    Self(code: .invalidMarginal, message: "the \(side) marginal has no mass", remedy: nil)
  }

  static func unbalanced(rows: Double, columns: Double) -> Self {
    Self(
      code: .unbalanced,
      message: "the row marginal has mass \(rows), and the column marginal \(columns)",
      remedy: "scale one of them, or transport a part of the mass")
  }

  static func mass(_ mass: Double, rows: Double, columns: Double) -> Self {
    Self(
      code: .invalidMass,
      message: "the mass to transport is \(mass); the row marginal has \(rows), and the column "
        + "marginal \(columns)", remedy: "it is positive and at most the smaller of the two")
  }

  static func regularisation(_ value: Double) -> Self {
    Self(
      code: .invalidRegularisation, message: "the regularisation is \(value)",
      remedy: "it is a positive number in the unit of the costs")
  }

  /// Rows or columns, in the words of messages.
  enum Side: String, CustomStringConvertible {
    case row, column
    var description: String { rawValue }
  }
}
