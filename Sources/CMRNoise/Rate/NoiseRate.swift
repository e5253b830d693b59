/// The share of training rows that noise is meant for: a decimal from 0 to 1, kept exactly; or the
/// level of ``NoiseModel/add``, which can be more.
///
/// A rate is `digits / 10^decimals` in integers, so that how many rows it means never depends on
/// how a machine rounds 0.29 x 100. Its text is what `%g` prints, and it is part of a label set's
/// name; two rates are equal just if their texts are. Hence at most ``maximumDigits`` significant
/// digits.
public struct NoiseRate: Hashable, Sendable, CustomStringConvertible {
  /// How many significant digits a rate may have: as many as `%g` prints.
  public static let maximumDigits = 6

  /// How many digits may follow the decimal point.
  public static let maximumDecimals = 12  // 10^12 x 2 x rows stays far inside 64 bits

  /// The highest level that is taken: more false classes for each true one than any set has.
  public static let maximumLevel = 1000

  /// The significant digits as one integer, without trailing zeros.
  let digits: Int

  /// How many of them, or how many zeros more, follow the decimal point.
  let decimals: Int

  init(digits: Int, decimals: Int) {
    self.digits = digits
    self.decimals = decimals
  }

  /// The nearest Double.
  public var value: Double { Double(digits) / Double(scale) }

  /// `rate x count` rounded to the nearest integer, halves up.
  public func rounded(of count: Int) -> Int { (2 * digits * count + scale) / (2 * scale) }

  /// `rate x count` rounded down: `int(r * N)` without the errors of binary fractions.
  public func floor(of count: Int) -> Int { digits * count / scale }

  var exceedsOne: Bool { digits > scale }

  private var scale: Int { (0..<decimals).reduce(1) { power, _ in power * 10 } }

  /// The rate as `%g` prints it: `0.4`, `1`, `1e-05`.
  public var description: String {
    guard digits > 0, decimals > 0 else { return String(digits) }
    if exceedsOne { return "\(digits / scale).\(String(digits % scale + scale).dropFirst())" }
    let figures = String(digits)
    let exponent = figures.count - 1 - decimals
    guard exponent < -4 else {
      return "0." + String(repeating: "0", count: decimals - figures.count) + figures
    }
    let fraction = figures.count > 1 ? "." + figures.dropFirst() : ""
    return "\(figures.prefix(1))\(fraction)e-\(-exponent < 10 ? "0" : "")\(-exponent)"
  }
}
