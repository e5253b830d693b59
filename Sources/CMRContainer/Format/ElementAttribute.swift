/// The value of an attribute: one text, integer or real number.
public enum ElementAttribute: Hashable, Sendable {
  /// A text in UTF-8 without NUL.
  case text(String)
  /// A 64-bit integer.
  case integer(Int64)
  /// A 64-bit floating-point number.
  case real(Double)

  /// The text, nil for a number.
  public var text: String? { if case .text(let value) = self { value } else { nil } }
  /// The integer, nil for a text or a real number.
  public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
}

extension ElementAttribute: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// An integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A real number.
  public init(floatLiteral value: Double) { self = .real(value) }
}

extension ElementAttribute: Codable {
  /// Decodes a JSON string or number; a number without a fraction is an integer.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let integer = try? container.decode(Int64.self) {
      self = .integer(integer)
    } else {
      self = .real(try container.decode(Double.self))
    }
  }

  /// Encodes the bare value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .real(let value): try container.encode(value)
    }
  }
}
