import CMRJSON
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    "null", "true", "-12", "18446744073709551615", "-9223372036854775808", "0.0001", "1e-12",
    "1.5e+300", "-0", #""a\"b\\c\n\r\t\u0001""#, "[]", "{}", "[1, [2, {}], null]",
    #"{"a": {"b": [1.25]}, "ä": "ö"}"#,
  ])
  func textSurvives(text: String) throws {
    #expect(try JSONValue(parsing: text).text() == text)
  }

  @Test func equalDocumentsHaveEqualTexts() throws {
    let a = try JSONValue(parsing: #"{"b":1.0,"a":1e2}"#)
    let b = try JSONValue(parsing: #"{ "a": 100, "b": 1 }"#)
    #expect(a == b)
    #expect(a.text() == #"{"a": 100, "b": 1}"#)
    #expect(b.text() == a.text())
  }

  @Test func indentedTextIsTheSameDocument() throws {
    let value = try JSONValue(parsing: #"{"b": [1, 2], "a": {"c": []}, "d": [{"e": 1}]}"#)
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
    #expect(try JSONValue(parsing: expected) == value)
  }

  @Test func numbersThatJSONCannotWriteAreNull() {
    #expect(JSONValue.array([.number(.nan), .number(.infinity)]).text() == "[null, null]")
  }

  @Test func differencesNameThePaths() throws {
    let a = try JSONValue(parsing: #"{"a": 1, "b": {"c": [1], "d": 2}, "e": "x"}"#)
    let b = try JSONValue(parsing: #"{"a": 1.0, "b": {"c": [2], "d": 2}, "f": null}"#)
    #expect(
      a.differences(from: b).map(\.description) == [
        "b.c: here [1], there [2]", #"e: here "x", there nothing"#, "f: here nothing, there null",
      ])
    #expect(a.differences(from: a).isEmpty)
  }

  @Test func wholeNumbersDifferInTheirLastDigit() throws {
    let a = try JSONValue(parsing: #"{"seed": 18446744073709551615}"#)
    let b = try JSONValue(parsing: #"{"seed": 18446744073709551614}"#)
    #expect(
      a.differences(from: b).map(\.description)
        == ["seed: here 18446744073709551615, there 18446744073709551614"])
    #expect(JSONValue.integer(1 << 53 + 1) != .number(0x1p53))
  }
}
