/// A member that may be absent and says so: it is written as `null` where synthesised coding would
/// leave it out.
///
/// So the defaults of a plan show every key there is, and a key that is not among them is a typing
/// error.
@propertyWrapper
public struct Nullable<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
  /// The value.
  public var wrappedValue: Value?

  /// A value or none.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Reads the value or null.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  /// Writes the value or null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}
