import FoundationEssentials

extension JSONValue {
  /// The JSON form of any encodable value.
  ///
  /// By way of the text: FoundationEssentials writes every integer whole and every fraction with
  /// the shortest digits that read back, and the parser loses neither.
  public init(encoding value: some Encodable) throws(EncodingError) {
    do {
      let text = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
      self = try JSONValue(parsing: text)
    } catch let error as EncodingError {
      throw error
    } catch {
      throw .invalidValue(
        value, .init(codingPath: [], debugDescription: "\(error)", underlyingError: error))
    }
  }

  /// The `Value` that this document describes.
  ///
  /// Throws a `DecodingError` with the path of what does not fit, or whatever the `Value` throws.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONValueDecoder(value: self, codingPath: []).decode(type)
  }
}

extension JSONValue: Codable {
  /// Reads any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(Int128(value))
    } else if let value = try? container.decode(UInt64.self) {
      self = .integer(Int128(value))
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try Self.encode(value, to: &container)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// In 64 bits, which every encoder has.
  private static func encode(
    _ value: Int128, to container: inout any SingleValueEncodingContainer
  ) throws {
    if let value = Int64(exactly: value) {
      try container.encode(value)
    } else if let value = UInt64(exactly: value) {
      try container.encode(value)
    } else {
      try container.encode(Double(value))
    }
  }
}
