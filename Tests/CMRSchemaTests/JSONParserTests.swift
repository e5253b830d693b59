import CMRSchema
import CMRTestSupport
import Testing

@Suite struct JSONParserTests {
  @Test func readsEveryKindOfValue() throws {
    let text =
      #" {"a": [null, true, false, -0, 9223372036854775807, 1.5e-3, "\u00e9\ud83d\ude00\n\/"]} "#
    let items: [JSONValue] = [
      .null, .boolean(true), .boolean(false), .integer(0), .integer(.max), .number(0.0015),
      .string("é😀\n/"),
    ]
    #expect(try JSONValue(parsing: text, name: "x") == .object(["a": .array(items)]))
    #expect(try JSONValue(parsing: "[]", name: "x") == .array([]))
    #expect(try JSONValue(parsing: "18446744073709551615", name: "x") == .number(0x1p64))
  }

  @Test(arguments: [
    ("", "line 1, column 1: the text ends where a value is due"),
    ("[1,]", "line 1, column 4: not a value"),
    ("[1\n 2]", "line 2, column 2: ',' or ']' is due"),
    ("{\"a\" 1}", "line 1, column 6: ':' is due"),
    ("{a: 1}", "line 1, column 2: a member name is due"),
    ("{\"a\": 1 \"b\": 2}", "line 1, column 9: ',' or '}' is due"),
    ("{\"a\": 1,\n\"a\": 2}", "line 2, column 7: the member 'a' stands twice"),
    ("[1] 2", "line 1, column 5: something follows the value"),
    ("01", "line 1, column 2: something follows the value"),
    ("1.", "line 1, column 3: a digit is due"),
    ("1e+", "line 1, column 4: a digit is due"),
    ("-", "line 1, column 2: not a value"),
    ("1e999", "line 1, column 6: 1e999 is out of the range of a Double"),
    ("nan", "line 1, column 1: not a value"),
    ("\"a\nb\"", "line 1, column 3: a control character in a string"),
    ("\"abc", "line 1, column 5: the text ends inside a string"),
    ("\"\\x\"", "line 1, column 3: an unknown escape"),
    ("\"\\u12g4\"", "line 1, column 6: four hexadecimal digits are due"),
    ("\"\\ud800x\"", "line 1, column 8: half a surrogate pair"),
    ("\"\\udc00\"", "line 1, column 8: half a surrogate pair"),
  ])
  func saysWhereTextIsNotJSON(_ text: String, _ problem: String) {
    let error = #expect(throws: SchemaError.self) { try JSONValue(parsing: text, name: "'x.json'") }
    #expect(error?.description == "'x.json' is not JSON: \(problem)")
    #expect(error?.code == .notJSON)
  }

  @Test func refusesNestingThatCouldExhaustTheStack() throws {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(throws: Never.self) { try JSONValue(parsing: deep(256), name: "x") }
    let error = #expect(throws: SchemaError.self) { try JSONValue(parsing: deep(257), name: "x") }
    #expect(error?.description == "x is not JSON: line 1, column 257: nested deeper than 256")
  }
}
