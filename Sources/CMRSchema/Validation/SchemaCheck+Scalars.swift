import CMRJSON

extension SchemaCheck {
  /// What a keyword that looks at one value has against the instance.
  func complaint(about keyword: Keyword, _ operand: JSONValue) -> String? {
    switch keyword {
    case .type: typeComplaint(operand)
    case .const: instance == operand ? nil : "is \(instance.summary), not \(operand.summary)"
    case .enumeration: enumerationComplaint(operand)
    case .minimum, .maximum, .exclusiveMinimum: numberComplaint(keyword, operand)
    default: stringComplaint(keyword, operand)
    }
  }

  private func typeComplaint(_ operand: JSONValue) -> String? {
    let wanted: [String] =
      switch operand {
      case .string(let type): [type]
      case .array(let types):
        types.compactMap { if case .string(let type) = $0 { type } else { nil } }
      default: []
      }
    let found = instance.typeName
    if wanted.contains(found) || (found == "integer" && wanted.contains("number")) { return nil }
    return "is of type \(found), not \(wanted.joined(separator: " or "))"
  }

  private func enumerationComplaint(_ operand: JSONValue) -> String? {
    guard case .array(let allowed) = operand, !allowed.contains(instance) else { return nil }
    return "is \(instance.summary), not one of \(allowed.map(\.summary).joined(separator: ", "))"
  }

  private func numberComplaint(_ keyword: Keyword, _ operand: JSONValue) -> String? {
    guard let value = instance.double, let bound = operand.double else { return nil }
    return switch keyword {
    case .minimum where value < bound: "is \(instance.summary), below \(operand.summary)"
    case .maximum where value > bound: "is \(instance.summary), above \(operand.summary)"
    case .exclusiveMinimum where value <= bound:
      "is \(instance.summary), not above \(operand.summary)"
    default: nil
    }
  }

  private func stringComplaint(_ keyword: Keyword, _ operand: JSONValue) -> String? {
    guard case .string(let text) = instance else { return nil }
    switch (keyword, operand) {
    case (.minLength, .integer(let length)) where text.unicodeScalars.count < length:
      return "has \(text.unicodeScalars.count) characters, fewer than \(length)"
    case (.pattern, .string(let pattern)) where !run.patterns.matches(text, pattern):
      return "is \(instance.summary), which does not match '\(pattern)'"
    default:
      return nil
    }
  }
}
