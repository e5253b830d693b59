import CMRJSON
import Testing

@Suite struct ParserTests {
  @Test func readsEveryKindOfValue() throws {
    let text =
      #" {"a": [null, true, false, 0, 1.5e-3, "\u00e9\ud83d\ude00\n\/"], "b": {}, "c": []} "#
    let items: [JSONValue] = [
      .null, .boolean(true), .boolean(false), .integer(0), .number(0.0015), .string("é😀\n/"),
    ]
    let expected = JSONValue.object(["a": .array(items), "b": .object([:]), "c": .array([])])
    #expect(try JSONValue(parsing: text) == expected)
  }

  @Test(arguments: [
    ("9223372036854775807", Int128(Int64.max)), ("-9223372036854775808", Int128(Int64.min)),
    ("9223372036854775809", Int128(Int64.max) + 2), ("18446744073709551615", Int128(UInt64.max)),
    ("9007199254740993", Int128(1 << 53 + 1)),
  ])
  func keepsEveryDigitOfWholeNumbers(_ text: String, _ number: Int128) throws {
    guard case .integer(let found) = try JSONValue(parsing: text) else {
      Issue.record("\(text) is no integer")
      return
    }
    #expect(found == number)
  }

  @Test(arguments: [
    ("18446744073709551616", 0x1p64), ("-9223372036854775809", -0x1p63), ("1e3", 1000),
    ("2.0", 2), ("-0", -0.0),
  ])
  func readsOtherNumbersAsFractions(_ text: String, _ number: Double) throws {
    guard case .number(let found) = try JSONValue(parsing: text) else {
      Issue.record("\(text) is no fraction")
      return
    }
    #expect(found.bitPattern == number.bitPattern)
  }

  @Test(arguments: [
    ("", "1:1: expected a value, found the end of the text"),
    ("[1,]", "1:4: expected a value, found ']'"),
    ("[1\n 2]", "2:2: expected ',' or ']', found '2'"),
    ("{\"a\": 1,\n\n \"b\" 1}", "3:6: expected ':', found '1'"),
    ("{a: 1}", "1:2: expected a member name in quotes, found 'a'"),
    ("{\"a\": 1,}", "1:9: expected a member name in quotes, found '}'"),
    ("{\"a\": 1\n\"b\": 2}", "2:1: expected ',' or '}', found '\"'"),
    ("{\"a\": 1,\n  \"a\": 2}", "2:3: the member 'a' stands twice"),
    ("[1] 2", "1:5: expected the end of the text, found '2'"),
    ("01", "1:2: expected the end of the text, found '1'"),
    ("1.\n", "1:3: expected a digit, found the end of the line"),
    ("1e+", "1:4: expected a digit, found the end of the text"),
    ("-x", "1:2: expected a digit, found 'x'"),
    ("[1e999]", "1:2: 1e999 is out of the range of a Double"),
    ("nan", "1:1: expected a value, found 'n'"),
    ("'a'", "1:1: expected a value, found '''"),
    ("\u{1}", "1:1: expected a value, found '\\u{01}'"),
    (
      "\"a\nb\"",
      "1:3: a string holds a line break or another control character; write it as an escape"
    ),
    ("\"abc", "1:5: the text ends inside a string"),
    ("\"\\x\"", "1:3: expected an escape: one of \"\\/bfnrtu, found 'x'"),
    ("\"\\u12g4\"", "1:6: expected four hexadecimal digits, found 'g'"),
    ("\"\\ud800x\"", "1:8: half a surrogate pair"),
    ("\"\\udc00\"", "1:8: half a surrogate pair"),
    ("[\"é😀\", ü]", "1:8: expected a value, found 'ü'"),
    ("\u{FEFF}{}", "1:1: a byte order mark stands before the text; save the file without one"),
  ])
  func saysWhereTextIsNotJSON(_ text: String, _ problem: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error?.text(in: "x.json") == "x.json:\(problem)")
  }

  @Test func namesLineAndColumnInWords() {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: "{\n  }}") }
    #expect(error?.description == "line 2, column 4: expected the end of the text, found '}'")
  }

  @Test func refusesNestingThatCouldExhaustTheStack() throws {
    let deep = { String(repeating: "[", count: $0) + String(repeating: "]", count: $0) }
    #expect(throws: Never.self) { try JSONValue(parsing: deep(256)) }
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: deep(257)) }
    #expect(error?.text(in: "x") == "x:1:257: nested deeper than 256 levels")
  }
}
