/// A JSON document as a value.
///
/// Whole numbers are kept apart from fractions and keep all their digits, so that a count survives
/// a round trip as a count and a seed as the same seed.
public enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number within the range of `Int64` or of `UInt64`.
  case integer(Int128)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([String: JSONValue])

  /// The member called `key`, if this is an object that has it.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  /// The value of a number, rounded where a whole one has more digits than a `Double`.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The value of a whole number, also of one that is written `3.0` or `1e3`.
  ///
  /// Nil for a number without fraction beyond 2^53, where a `Double` may have lost digits.
  public var wholeNumber: Int128? {
    switch self {
    case .integer(let value): value
    case .number(let value): abs(value) < 0x1p53 ? Int128(exactly: value) : nil
    default: nil
    }
  }
}

extension JSONValue: Equatable {
  /// Two numbers are equal when their values are: `1` and `1.0` are the same.
  public static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.integer(let i), .number(let d)), (.number(let d), .integer(let i)):
      Int128(exactly: d) == i
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }
}
