import CMRTraining
import Testing

@Suite struct JSONValueTests {
  @Test(arguments: [
    "null", "true", "-12", "9223372036854775807", "0.0001", "1e-12", "1.5e+300", #""a\"b\\c\n""#,
    "[]", "{}", "[1, [2, {}], null]", #"{"a": {"b": [1.25]}, "ä": "ö"}"#,
  ])
  func textSurvives(text: String) throws {
    #expect(try JSONValue(text: text).text() == text)
  }

  @Test func indentedTextIsTheSameDocument() throws {
    let value = try JSONValue(text: #"{"b": [1, 2], "a": {"c": []}, "d": [{"e": 1}]}"#)
    let expected = """
      {
        "a": {
          "c": []
        },
        "b": [1, 2],
        "d": [
          {
            "e": 1
          }
        ]
      }
      """
    #expect(value.text(indented: true) == expected)
    #expect(try JSONValue(text: expected) == value)
  }

  @Test func numbersThatJSONCannotWriteAreNull() {
    #expect(JSONValue.array([.number(.nan), .number(.infinity)]).text() == "[null, null]")
  }

  @Test func malformedTextIsRefused() {
    let error = #expect(throws: TrainingError.self) { try JSONValue(text: "{\"a\": }") }
    #expect(error?.message.hasPrefix("the text is not JSON: ") == true)
  }

  @Test func differencesNameThePaths() throws {
    let a = try JSONValue(text: #"{"a": 1, "b": {"c": [1], "d": 2}, "e": "x"}"#)
    let b = try JSONValue(text: #"{"a": 1.0, "b": {"c": [2], "d": 2}, "f": null}"#)
    #expect(
      a.differences(from: b).map(\.description) == [
        "b.c: here [1], there [2]", #"e: here "x", there nothing"#, "f: here nothing, there null",
      ])
    #expect(a.differences(from: a).isEmpty)
  }
}
