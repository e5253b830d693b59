package import CMRJSON

extension Schema {
  /// Everything in `instance` that the schema does not allow.
  package func violations(in instance: JSONValue) -> [SchemaViolation] {
    SchemaRun(schema: self).violations(of: root, in: instance, at: "")
  }
}

/// One document held against one schema.
struct SchemaRun {
  let schema: Schema
  let patterns = PatternCache()

  /// Whether `part`, a schema within the whole one, allows `instance`.
  func allows(_ instance: JSONValue, _ part: JSONValue) -> Bool {
    violations(of: part, in: instance, at: "").isEmpty
  }

  /// Everything in `instance`, which lies at `path` of the document, that `part` does not allow.
  func violations(
    of part: JSONValue, in instance: JSONValue, at path: String
  ) -> [SchemaViolation] {
    if case .boolean(let allowed) = part {
      return allowed
        ? []
        : [SchemaViolation(instancePath: path, keyword: "false", message: "nothing may stand here")]
    }
    guard case .object(let members) = part else { return [] }
    let check = SchemaCheck(run: self, members: members, instance: instance, path: path)
    return Keyword.allCases.flatMap { keyword in
      members[keyword.rawValue].map { check.violations(of: keyword, $0) } ?? []
    }
  }
}

/// One schema object held against one instance: what the functions for the single keywords share.
struct SchemaCheck {
  /// What the schema object is a part of.
  let run: SchemaRun
  /// The keywords of the schema object.
  let members: [String: JSONValue]
  let instance: JSONValue
  let path: String

  func violations(of keyword: Keyword, _ operand: JSONValue) -> [SchemaViolation] {
    switch keyword {
    case .schema, .id, .comment, .title, .description, .examples, .definitions, .then, .otherwise:
      []
    case .type, .const, .enumeration, .minimum, .maximum, .exclusiveMinimum, .minLength, .pattern:
      complaint(about: keyword, operand).map { [violation(keyword, $0)] } ?? []
    case .minItems, .maxItems, .uniqueItems, .prefixItems, .items:
      if case .array(let items) = instance {
        violations(of: keyword, operand, items: items)
      } else {
        []
      }
    case .required, .minProperties, .propertyNames, .properties, .patternProperties,
      .additionalProperties:
      if case .object(let object) = instance {
        violations(of: keyword, operand, object: object)
      } else {
        []
      }
    case .reference, .allOf, .anyOf, .oneOf, .not, .condition:
      combinedViolations(of: keyword, operand)
    }
  }

  func violation(_ keyword: Keyword, _ message: String) -> SchemaViolation {
    SchemaViolation(instancePath: path, keyword: keyword.rawValue, message: message)
  }

  /// What `part` of the instance, reached by `token`, violates of `subschema`.
  func violations(of subschema: JSONValue, in part: JSONValue, token: String) -> [SchemaViolation] {
    let escaped = token.replacing("~", with: "~0").replacing("/", with: "~1")
    return run.violations(of: subschema, in: part, at: "\(path)/\(escaped)")
  }
}
