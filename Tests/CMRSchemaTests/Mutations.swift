import CMRJSON
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
}
