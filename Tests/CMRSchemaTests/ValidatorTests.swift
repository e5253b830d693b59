import CMRJSON
import CMRSchema
import CMRTestSupport
import FoundationEssentials
import Testing

@Suite struct ValidatorTests {
  @Test(arguments: ValidatorCase.all)
  func allowsAndRefuses(_ example: ValidatorCase) throws {
    let schema = try Schema(text: example.schema, name: "test")
    for text in example.valid {
      #expect(schema.violations(in: try JSONValue(parsing: text)) == [], "\(text)")
    }
    for text in example.invalid {
      #expect(schema.violations(in: try JSONValue(parsing: text)) != [], "\(text)")
    }
  }

  @Test(.needsPython("jsonschema"))
  func agreesWithAnIndependentValidator() async throws {
    let cases = ValidatorCase.all.flatMap { example in
      (example.valid + example.invalid).map { Judgement.Case(schema: example.schema, instance: $0) }
    }
    try await Judgement.compare(cases)
  }

  @Test func namesPlaceKeywordAndValues() throws {
    let schema = try Schema(
      text: """
        {"properties": {"a/b": {"items": {"maximum": 3}}}, "required": ["c"],
         "additionalProperties": false}
        """, name: "test")
    let document = try JSONValue(parsing: #"{"a/b": [1, 4.5], "d": 0}"#)
    #expect(
      schema.violations(in: document).map(\.description) == [
        "/: has no member 'c' [required]",
        "/a~1b/1: is 4.5, above 3 [maximum]",
        "/: has an unknown member 'd' [additionalProperties]",
      ])
  }

  @Test(arguments: [
    (
      #"{"type": "object", "contains": {}}"#,
      "schema 'test' uses 'contains' at '#', which the validator does not know"
    ),
    (
      #"{"properties": {"a": {"format": "uri"}}}"#,
      "schema 'test' uses 'format' at '#/properties/a', which the validator does not know"
    ),
    (
      ##"{"$ref": "#/$defs/none"}"##,
      "schema 'test' at '#/$ref': the reference '#/$defs/none' leads nowhere"
    ),
    (#"{"items": 3}"#, "schema 'test' at '#/items': a schema is an object or a boolean"),
    (#"{"allOf": {}}"#, "schema 'test' at '#/allOf': 'allOf' holds an object of 0 members"),
    (#"{"pattern": "("}"#, "schema 'test' at '#/pattern': '(' is not a regular expression"),
  ])
  func refusesSchemasItWouldOnlyHalfCheck(_ text: String, _ error: String) {
    let thrown = #expect(throws: SchemaError.self) { try Schema(text: text, name: "test") }
    #expect(thrown?.description == error)
    #expect(thrown?.code == .unsupportedSchema)
  }
}
