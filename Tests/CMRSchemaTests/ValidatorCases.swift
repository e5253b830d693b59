/// One schema and documents that it allows and refuses.
struct ValidatorCase: CustomStringConvertible, Sendable {
  let schema: String
  let valid: [String]
  let invalid: [String]

  var description: String { schema }

  /// At least one case for each keyword that the validator applies, with the boundaries of each.
  static let all: [ValidatorCase] = scalars + arrays + objects + combinations

  private static let scalars = [
    ValidatorCase(schema: "true", valid: ["1", "null", "{}"], invalid: []),
    ValidatorCase(schema: "false", valid: [], invalid: ["1", "null", "{}"]),
    ValidatorCase(
      schema: #"{"type": "integer"}"#, valid: ["1", "-3", "2.0", "1e3"],
      invalid: ["1.5", "\"1\"", "true", "null", "[]"]),
    ValidatorCase(
      schema: #"{"type": ["number", "null"]}"#, valid: ["1", "1.5", "null"],
      invalid: ["\"\"", "false", "{}"]),
    ValidatorCase(schema: #"{"type": "boolean"}"#, valid: ["true"], invalid: ["0", "1", "null"]),
    ValidatorCase(
      schema: #"{"const": {"a": [1, 2.0]}}"#, valid: [#"{"a": [1.0, 2]}"#],
      invalid: [#"{"a": [1]}"#, #"{"a": [1, 2], "b": 0}"#, "1"]),
    ValidatorCase(
      schema: #"{"enum": ["x", 1, null]}"#, valid: ["\"x\"", "1.0", "null"],
      invalid: ["\"y\"", "2", "[]"]),
    ValidatorCase(
      schema: #"{"minimum": 0, "maximum": 1}"#, valid: ["0", "1", "0.5", "\"text\""],
      invalid: ["-0.001", "1.001", "2"]),
    ValidatorCase(schema: #"{"exclusiveMinimum": 0}"#, valid: ["0.1", "1"], invalid: ["0", "-1"]),
    ValidatorCase(
      schema: #"{"minLength": 2}"#, valid: ["\"ab\"", "\"e\\u0301\"", "1"],
      invalid: ["\"a\"", "\"é\"", "\"\""]),
    ValidatorCase(
      schema: #"{"pattern": "^[0-9a-f]{4}$"}"#, valid: ["\"00ff\"", "7"],
      invalid: ["\"00f\"", "\"00FF\"", "\"x00ff\""]),
    ValidatorCase(schema: #"{"pattern": "b+"}"#, valid: ["\"abc\""], invalid: ["\"ac\""]),
  ]

  private static let arrays = [
    ValidatorCase(
      schema: #"{"minItems": 1, "maxItems": 2}"#, valid: ["[1]", "[1, 2]", "{}"],
      invalid: ["[]", "[1, 2, 3]"]),
    ValidatorCase(
      schema: #"{"uniqueItems": true}"#, valid: ["[]", "[1, 2]", "[1, \"1\"]"],
      invalid: ["[1, 1]", "[1, 1.0]", "[{\"a\": 1}, {\"a\": 1}]"]),
    ValidatorCase(
      schema: #"{"items": {"type": "integer"}}"#, valid: ["[]", "[1, 2]", "\"x\""],
      invalid: ["[1, \"x\"]", "[[1]]"]),
    ValidatorCase(
      schema: #"{"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}"#,
      valid: ["[]", "[\"a\"]", "[\"a\", 1, 2]"], invalid: ["[1]", "[\"a\", \"b\"]"]),
    ValidatorCase(
      schema: #"{"prefixItems": [true], "items": false}"#, valid: ["[]", "[1]"],
      invalid: ["[1, 2]"]),
  ]

  private static let objects = [
    ValidatorCase(
      schema: #"{"required": ["a", "b"]}"#, valid: [#"{"a": 1, "b": null}"#, "[]"],
      invalid: ["{}", #"{"a": 1}"#]),
    ValidatorCase(
      schema: #"{"minProperties": 1}"#, valid: [#"{"a": 1}"#, "1"], invalid: ["{}"]),
    ValidatorCase(
      schema: #"{"propertyNames": {"pattern": "^[a-z]+$"}}"#, valid: ["{}", #"{"ab": 1}"#],
      invalid: [#"{"A": 1}"#, #"{"a": 1, "": 2}"#]),
    ValidatorCase(
      schema: #"{"properties": {"a/~b": {"type": "string"}}, "additionalProperties": false}"#,
      valid: ["{}", #"{"a/~b": ""}"#], invalid: [#"{"a/~b": 1}"#, #"{"c": 1}"#]),
    ValidatorCase(
      schema: """
        {"properties": {"a": true}, "patternProperties": {"^x-": {"type": "integer"}},
         "additionalProperties": {"type": "boolean"}}
        """,
      valid: [#"{"a": "any", "x-1": 3, "other": true}"#],
      invalid: [#"{"x-1": "3"}"#, #"{"other": 3}"#]),
  ]

  private static let combinations = [
    ValidatorCase(
      schema: ##"{"$defs": {"n": {"type": "number"}}, "items": {"$ref": "#/$defs/n"}}"##,
      valid: ["[1, 2.5]"], invalid: ["[\"1\"]"]),
    ValidatorCase(
      schema: ##"{"properties": {"next": {"$ref": "#"}}, "additionalProperties": false}"##,
      valid: [#"{"next": {"next": {}}}"#], invalid: [#"{"next": {"other": {}}}"#]),
    ValidatorCase(
      schema: #"{"allOf": [{"minimum": 1}, {"maximum": 3}]}"#, valid: ["1", "3"],
      invalid: ["0", "4"]),
    ValidatorCase(
      schema: #"{"anyOf": [{"type": "string"}, {"minimum": 3}]}"#, valid: ["\"a\"", "3"],
      invalid: ["2"]),
    ValidatorCase(
      schema: #"{"oneOf": [{"minimum": 1}, {"maximum": 3}]}"#, valid: ["0", "4"], invalid: ["2"]),
    ValidatorCase(schema: #"{"not": {"type": "null"}}"#, valid: ["1"], invalid: ["null"]),
    ValidatorCase(
      schema: """
        {"if": {"properties": {"kind": {"const": "a"}}}, "then": {"required": ["x"]},
         "else": {"required": ["y"]}}
        """,
      valid: [#"{"kind": "a", "x": 1}"#, #"{"kind": "b", "y": 1}"#],
      invalid: [#"{"kind": "a", "y": 1}"#, #"{"kind": "b", "x": 1}"#]),
  ]
}
