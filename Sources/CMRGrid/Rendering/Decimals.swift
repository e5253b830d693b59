/// Numbers of tables.
enum Decimals {
  /// `value` with exactly `places` digits after the point, rounded half away from zero.
  static func fixed(_ value: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 && scaled != 0 ? "-" : ""
    return places > 0
      ? "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))" : sign + padded
  }

  /// The fewest digits that read back as the same number.
  static func shortest(_ value: Double) -> String {
    let digits = "\(value)"
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }
}

extension ComparisonRequest {
  /// A figure as tables print it: three places, as the field does; seconds with one, memory in MiB.
  func text(of value: Double) -> String {
    switch measure {
    case ResultRow.seconds: Decimals.fixed(value, places: 1)
    case ResultRow.peakMemory: Decimals.fixed(value / 0x1p20, places: 0)
    default: Decimals.fixed(value, places: 3)
    }
  }
}
