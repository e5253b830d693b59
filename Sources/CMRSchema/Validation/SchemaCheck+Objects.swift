import CMRJSON

extension SchemaCheck {
  /// What a keyword that looks at objects has against `object`.
  func violations(
    of keyword: Keyword, _ operand: JSONValue, object: [String: JSONValue]
  ) -> [SchemaViolation] {
    let keys = object.keys.sorted()
    switch (keyword, operand) {
    case (.required, .array(let names)):
      return names.compactMap { name in
        guard case .string(let name) = name, object[name] == nil else { return nil }
        return violation(keyword, "has no member '\(name)'")
      }
    case (.minProperties, .integer(let least)) where object.count < least:
      return [violation(keyword, "has \(object.count) members, fewer than \(least)")]
    case (.propertyNames, _):
      return keys.filter { !run.allows(.string($0), operand) }
        .map { violation(keyword, "has a member called '\($0)', which is not allowed as a name") }
    case (.properties, .object), (.patternProperties, .object):
      return keys.flatMap { key in
        subschemas(for: key, keyword).flatMap { each(object, key, $0) }
      }
    case (.additionalProperties, _):
      return additional(operand, keys: keys, object: object)
    default:
      return []
    }
  }

  private func additional(
    _ operand: JSONValue, keys: [String], object: [String: JSONValue]
  ) -> [SchemaViolation] {
    let others = keys.filter {
      subschemas(for: $0, .properties).isEmpty && subschemas(for: $0, .patternProperties).isEmpty
    }
    if case .boolean(false) = operand {
      return others.map { violation(.additionalProperties, "has an unknown member '\($0)'") }
    }
    return others.flatMap { each(object, $0, operand) }
  }

  private func each(
    _ object: [String: JSONValue], _ key: String, _ subschema: JSONValue
  ) -> [SchemaViolation] {
    object[key].map { violations(of: subschema, in: $0, token: key) } ?? []
  }

  /// The schemas that `properties` or `patternProperties` has for the member called `key`.
  private func subschemas(for key: String, _ keyword: Keyword) -> [JSONValue] {
    guard case .object(let table) = members[keyword.rawValue] else { return [] }
    if keyword == .properties { return table[key].map { [$0] } ?? [] }
    return table.keys.sorted().filter { run.patterns.matches(key, $0) }.compactMap { table[$0] }
  }
}
