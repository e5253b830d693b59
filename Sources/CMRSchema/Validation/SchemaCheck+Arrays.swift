import CMRJSON

extension SchemaCheck {
  /// What a keyword that looks at arrays has against `items`.
  func violations(
    of keyword: Keyword, _ operand: JSONValue, items: [JSONValue]
  ) -> [SchemaViolation] {
    switch (keyword, operand) {
    case (.minItems, .integer(let least)) where items.count < least:
      return [violation(keyword, "has \(items.count) items, fewer than \(least)")]
    case (.maxItems, .integer(let most)) where items.count > most:
      return [violation(keyword, "has \(items.count) items, more than \(most)")]
    case (.uniqueItems, .boolean(true)):
      return repeated(items).map { [violation(keyword, $0)] } ?? []
    case (.prefixItems, .array(let schemas)):
      return zip(schemas, items).enumerated().flatMap { index, pair in
        violations(of: pair.0, in: pair.1, token: "\(index)")
      }
    case (.items, _):
      let prefix = members[Keyword.prefixItems.rawValue]
      let first = if case .array(let schemas) = prefix { schemas.count } else { 0 }
      return items.enumerated().dropFirst(first).flatMap { index, item in
        violations(of: operand, in: item, token: "\(index)")
      }
    default:
      return []
    }
  }

  private func repeated(_ items: [JSONValue]) -> String? {
    for (index, item) in items.enumerated() {
      if let earlier = items[..<index].firstIndex(of: item) {
        return "has the same item at \(earlier) and \(index)"
      }
    }
    return nil
  }
}
