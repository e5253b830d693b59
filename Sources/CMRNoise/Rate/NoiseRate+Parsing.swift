extension NoiseRate {
  /// Reads a decimal such as `0.4`, `.25`, `1` or `4e-1`.
  ///
  /// - Throws: ``NoiseError`` if it is no number, not between 0 and 1, or too precise to be a part
  ///   of a name.
  public init(_ text: String) throws(NoiseError) {
    try self.init(text, isLevel: false)
  }

  /// Reads a level such as `1.5`: how many false classes come to each true one.
  ///
  /// - Throws: ``NoiseError`` if it is no number, not between 0 and ``maximumLevel``, or too precise
  ///   to be a part of a name.
  public init(level text: String) throws(NoiseError) {
    try self.init(text, isLevel: true)
  }

  private init(_ text: String, isLevel: Bool) throws(NoiseError) {
    guard let decimal = Decimal(text) else {
      throw isLevel ? .levelNotANumber(text) : .rateNotANumber(text)
    }
    let digits = decimal.digits.drop { $0 == 0 }
    guard !digits.isEmpty else {
      self.init(digits: 0, decimals: 0)
      return
    }
    if decimal.isNegative { throw isLevel ? .levelOutOfRange(text) : .rateOutOfRange(text) }
    let trimmed = Array(digits).trimmingTrailingZeros
    let decimals = decimal.decimals - (digits.count - trimmed.count)
    // The first digit stands `places` before the decimal point: 1 for the one of "1", 0 for the
    // four of "0.4".
    let places = trimmed.count - decimals
    guard
      isLevel
        ? places < Self.maximumPlaces || (places == Self.maximumPlaces && trimmed == [1])
        : places < 1 || (places == 1 && trimmed == [1])
    else {
      throw isLevel ? .levelOutOfRange(text) : .rateOutOfRange(text)
    }
    guard trimmed.count <= Self.maximumDigits, decimals <= Self.maximumDecimals else {
      throw .rateTooPrecise(text, digits: trimmed.count, decimals: decimals)
    }
    let zeros = max(0, -decimals)
    self.init(
      digits: (trimmed + Array(repeating: 0, count: zeros)).reduce(0) { $0 * 10 + Int($1) },
      decimals: max(decimals, 0))
  }

  /// The rate whose shortest decimal text is that of `value`: 0.4 gives exactly four tenths.
  ///
  /// - Throws: ``NoiseError`` if it is not finite, not between 0 and 1, or too precise to be a part
  ///   of a name.
  public init(_ value: Double) throws(NoiseError) {
    try self.init(value.description)
  }

  /// The places before the point of ``maximumLevel``.
  private static let maximumPlaces = 4

  /// The parts of a decimal text, before anything is asked of them.
  private struct Decimal {
    var isNegative = false
    var digits: [UInt8] = []
    var decimals = 0

    init?(_ text: String) {
      var rest = text.utf8[...]
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        isNegative = sign == UInt8(ascii: "-")
        rest.removeFirst()
      }
      let mantissa = rest.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
      guard readMantissa(mantissa), digits.count <= 64 else { return nil }
      rest = rest.dropFirst(mantissa.count)
      if rest.isEmpty { return }
      guard let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
        (-64...64).contains(exponent)
      else { return nil }
      decimals -= exponent
    }

    private mutating func readMantissa(_ text: Substring.UTF8View) -> Bool {
      var pointSeen = false
      for byte in text {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          digits.append(byte - UInt8(ascii: "0"))
          decimals += pointSeen ? 1 : 0
        case UInt8(ascii: ".") where !pointSeen: pointSeen = true
        default: return false
        }
      }
      return !digits.isEmpty
    }
  }
}

extension [UInt8] {
  fileprivate var trimmingTrailingZeros: [UInt8] {
    Array(prefix((lastIndex { $0 != 0 } ?? -1) + 1))
  }
}
