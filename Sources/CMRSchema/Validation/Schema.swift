import CMRJSON
internal import _StringProcessing

/// A loaded schema, known to use only what the validator implements.
package struct Schema: Sendable {
  let root: JSONValue
  private let name: String

  /// Loads the JSON text of a schema; `name` stands in errors.
  ///
  /// - Throws: ``SchemaError`` where the text is not JSON or uses a keyword, reference or pattern
  ///   that the validator does not implement.
  package init(text: String, name: String) throws(SchemaError) {
    self.name = name
    root = try JSONValue(parsing: text, name: "schema '\(name)'")
    try check(root, at: "#")
  }

  /// The schema that a reference such as `#/$defs/group` names.
  func target(of reference: String) -> JSONValue? {
    guard reference.hasPrefix("#") else { return nil }
    var found = root
    for token in reference.dropFirst().split(separator: "/") {
      guard case .object(let members) = found, let next = members[String(token)] else { return nil }
      found = next
    }
    return found
  }

  private func check(_ schema: JSONValue, at path: String) throws(SchemaError) {
    if case .boolean = schema { return }
    guard case .object(let members) = schema else {
      throw .unsupportedForm("a schema is an object or a boolean", at: path, in: name)
    }
    for key in members.keys.sorted() {
      guard let keyword = Keyword(rawValue: key), let operand = members[key] else {
        throw .unsupportedKeyword(key, at: path, in: name)
      }
      try check(operand, of: keyword, at: "\(path)/\(key)")
    }
  }

  private func check(
    _ operand: JSONValue, of keyword: Keyword, at path: String
  ) throws(SchemaError) {
    switch (keyword.operand, operand) {
    case (.schema, let schema):
      try check(schema, at: path)
    case (.schemaList, .array(let schemas)):
      for (index, schema) in schemas.enumerated() { try check(schema, at: "\(path)/\(index)") }
    case (.schemaTable, .object(let schemas)):
      for key in schemas.keys.sorted() {
        if keyword == .patternProperties { try checkPattern(key, at: path) }
        if let schema = schemas[key] { try check(schema, at: "\(path)/\(key)") }
      }
    case (.value, .string(let text)) where keyword == .pattern:
      try checkPattern(text, at: path)
    case (.value, .string(let text)) where keyword == .reference:
      guard target(of: text) != nil else {
        throw .unsupportedForm("the reference '\(text)' leads nowhere", at: path, in: name)
      }
    case (.value, _):
      return
    default:
      throw .unsupportedForm("'\(keyword.rawValue)' holds \(operand.summary)", at: path, in: name)
    }
  }

  private func checkPattern(_ pattern: String, at path: String) throws(SchemaError) {
    do { _ = try Regex(pattern) } catch {
      throw .unsupportedForm("'\(pattern)' is not a regular expression", at: path, in: name)
    }
  }
}
