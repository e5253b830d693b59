extension Schema {
  /// Everything in `instance` that the schema does not allow.
  package func violations(in instance: JSONValue) -> [SchemaViolation] {
    violations(of: root, in: instance, at: "")
  }

  /// Whether `schema`, a part of this one, allows `instance`.
  func allows(_ instance: JSONValue, _ schema: JSONValue) -> Bool {
    violations(of: schema, in: instance, at: "").isEmpty
  }

  /// Everything in `instance`, which lies at `path` of the document, that `schema` does not allow.
  func violations(
    of schema: JSONValue, in instance: JSONValue, at path: String
  ) -> [SchemaViolation] {
    if case .boolean(let allowed) = schema {
      return allowed
        ? []
        : [SchemaViolation(instancePath: path, keyword: "false", message: "nothing may stand here")]
    }
    guard case .object(let members) = schema else { return [] }
    let check = SchemaCheck(schema: self, members: members, instance: instance, path: path)
    return Keyword.allCases.flatMap { keyword in
      members[keyword.rawValue].map { check.violations(of: keyword, $0) } ?? []
    }
  }
}

/// One schema object held against one instance: what the functions for the single keywords share.
struct SchemaCheck {
  /// The document that the schema object is a part of, for references.
  let schema: Schema
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
      if case .array(let items) = instance { violations(of: keyword, operand, items: items) } else { [] }
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
    return schema.violations(of: subschema, in: part, at: "\(path)/\(escaped)")
  }
}
