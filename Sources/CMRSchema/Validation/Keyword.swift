/// The keywords of JSON Schema 2020-12 that the validator implements, in the order in which it
/// applies them.
///
/// It is exactly what the schemas of this package use; a schema with any other keyword is refused
/// when it is loaded, so that nothing is ever silently not checked.
enum Keyword: String, CaseIterable, Sendable {
  // Say something, check nothing.
  case schema = "$schema"
  case id = "$id"
  case comment = "$comment"
  case title, description, examples
  case definitions = "$defs"
  // Any instance.
  case reference = "$ref"
  case type, const
  case enumeration = "enum"
  // Numbers and strings.
  case minimum, maximum, exclusiveMinimum
  case minLength, pattern
  // Arrays.
  case minItems, maxItems, uniqueItems, prefixItems, items
  // Objects.
  case required, minProperties, propertyNames
  case properties, patternProperties, additionalProperties
  // Combinations.
  case allOf, anyOf, oneOf, not
  case condition = "if"
  case then
  case otherwise = "else"

  /// What stands under the keyword.
  enum Operand { case value, schema, schemaList, schemaTable }

  /// What stands under the keyword, which tells where more schemas are found.
  var operand: Operand {
    switch self {
    case .items, .propertyNames, .additionalProperties, .not, .condition, .then, .otherwise: .schema
    case .allOf, .anyOf, .oneOf, .prefixItems: .schemaList
    case .definitions, .properties, .patternProperties: .schemaTable
    default: .value
    }
  }
}
