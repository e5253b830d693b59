import CMRJSON

extension SchemaCheck {
  /// What a keyword that combines schemas has against the instance.
  func combinedViolations(of keyword: Keyword, _ operand: JSONValue) -> [SchemaViolation] {
    switch (keyword, operand) {
    case (.reference, .string(let reference)):
      return run.schema.target(of: reference).map(here) ?? []
    case (.allOf, .array(let schemas)):
      return schemas.flatMap(here)
    case (.anyOf, .array(let schemas)):
      return alternatives(keyword, schemas.map(here))
    case (.oneOf, .array(let schemas)):
      let attempts = schemas.map(here)
      let matching = attempts.count(where: \.isEmpty)
      return matching <= 1
        ? alternatives(keyword, attempts)
        : [violation(keyword, "matches \(matching) of the alternatives, not one")]
    case (.not, _):
      return run.allows(instance, operand)
        ? [violation(keyword, "is \(instance.summary), which is not allowed")] : []
    case (.condition, _):
      let branch: Keyword = run.allows(instance, operand) ? .then : .otherwise
      return members[branch.rawValue].map(here) ?? []
    default:
      return []
    }
  }

  private func here(_ subschema: JSONValue) -> [SchemaViolation] {
    run.violations(of: subschema, in: instance, at: path)
  }

  /// Nothing where one of `attempts` found nothing wrong; else what stands against the one that
  /// came closest.
  private func alternatives(
    _ keyword: Keyword, _ attempts: [[SchemaViolation]]
  ) -> [SchemaViolation] {
    guard let closest = attempts.min(by: { $0.count < $1.count }), let first = closest.first else {
      return []
    }
    let place = first.instancePath == path ? "" : "\(first.instancePath) "
    return [
      violation(
        keyword, "fits none of \(attempts.count) alternatives; closest: \(place)\(first.message)")
    ]
  }
}
