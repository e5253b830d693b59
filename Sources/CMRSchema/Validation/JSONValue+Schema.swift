import CMRJSON

extension JSONValue {
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

extension JSONValue {
  /// Parses JSON text; `name` says what the text is, for the error.
  init(parsing text: String, name: String) throws(SchemaError) {
    do throws(JSONSyntaxError) {
      try self.init(parsing: text)
    } catch {
      throw .notJSON(name, error)
    }
  }
}
