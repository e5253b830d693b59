extension TransportError {
  static func forbidden(_ side: Side, index: Int, mass: Double) -> Self {
    Self(
      code: .infeasible,
      message: "\(side) \(index) must transport \(mass), and all of its costs are infinite",
      remedy: nil)
  }

  static func allForbidden(mass: Double) -> Self {
    Self(
      code: .infeasible,
      message: "a mass of \(mass) must be transported, and all costs are infinite", remedy: nil)
  }

  static func startLength(_ side: Side, count: Int, expected: Int) -> Self {
    Self(
      code: .invalidStart,
      message:
        "the potentials to start from have \(count) \(side)s, and the costs have \(expected)",
      remedy: nil)
  }
}
