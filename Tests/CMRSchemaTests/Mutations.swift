import CMRSchema

extension JSONValue {
  /// This value changed in one place: a member left out, one added, an item doubled, any value of
  /// another type or size.
  var mutants: [JSONValue] {
    let others: [JSONValue] = [
      .null, .boolean(true), .integer(-1), .integer(2), .number(0.5), .string(""),
      .string("other"), .array([]), .object([:]),
    ]
    return others.filter { $0 != self } + inner
  }

  private var inner: [JSONValue] {
    switch self {
    case .array(let items):
      let doubled = items.first.map { [JSONValue.array(items + [$0])] } ?? []
      return doubled
        + items.indices.flatMap { index in
          items[index].mutants.map { mutant in
            var changed = items
            changed[index] = mutant
            return .array(changed)
          }
        }
    case .object(let members):
      let added = JSONValue.object(members.merging(["unknown": .integer(1)]) { old, _ in old })
      return [added]
        + members.keys.sorted().flatMap { key -> [JSONValue] in
          var without = members
          let value = without.removeValue(forKey: key) ?? .null
          let renamed = without.merging(["\(key)!": value]) { old, _ in old }
          return [.object(without), .object(renamed)]
            + value.mutants.map { .object(members.merging([key: $0]) { _, new in new }) }
        }
    default: return []
    }
  }

  /// The value as JSON text; none of the strings in the examples needs an escape but the quotes.
  var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): "\"\(value.replacing("\"", with: "\\\""))\""
    case .array(let items): "[\(items.map(\.text).joined(separator: ","))]"
    case .object(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value.text)" }.joined(separator: ","))}"
    }
  }
}
