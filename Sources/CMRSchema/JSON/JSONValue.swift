/// A JSON value. Integers keep all their 64 bits; two numbers are equal when their values are.
package enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Parses JSON text strictly (RFC 8259; a member name twice is refused); `name` says what the
  /// text is, for the error.
  package init(parsing text: String, name: String) throws(SchemaError) {
    var parser = JSONParser(text)
    do throws(JSONParser.Problem) {
      self = try parser.parse()
    } catch {
      throw .notJSON(name, line: error.line, column: error.column, problem: error.text)
    }
  }

  /// The name of the value's type as JSON Schema spells it; `integer` also for a number such as
  /// 2.0.
  var typeName: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .integer: "integer"
    case .number(let value): value.rounded() == value ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// The value of a number.
  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The value as it would stand in a message: short scalars whole, anything else by its size.
  var summary: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value.count <= 60 ? "\"\(value)\"" : "\"\(value.prefix(57))...\""
    case .array(let items): "an array of \(items.count)"
    case .object(let members): "an object of \(members.count) members"
    }
  }
}

extension JSONValue: Equatable {
  package static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: if let a = a.double, let b = b.double { a == b } else { false }
    }
  }
}
