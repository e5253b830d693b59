import CMRJSON
import FoundationEssentials
import Testing

@Suite struct CodingTests {
  struct Everything: Codable, Equatable {
    struct Inner: Codable, Equatable {
      var rate: Float = 0.1
      var names = ["a", "b"]
    }
    var seed = UInt64.max
    var least = Int64.min
    var small: Int8 = -3
    var isOn = true
    var maybe: String?
    var inner = Inner()
    var list = [Inner(), Inner(rate: 2, names: [])]
    var table = ["x": 1.5]
    var open = JSONValue.object(["big": .integer(Int128(UInt64.max)), "none": .null])
  }

  private static let text =
    #"{"inner": {"names": ["a", "b"], "rate": 0.1}, "isOn": true, "least": -9223372036854775808, "#
    + #""list": [{"names": ["a", "b"], "rate": 0.1}, {"names": [], "rate": 2}], "#
    + #""open": {"big": 18446744073709551615, "none": null}, "seed": 18446744073709551615, "#
    + #""small": -3, "table": {"x": 1.5}}"#

  @Test func valuesSurvive() throws {
    let document = try JSONValue(encoding: Everything())
    #expect(document.text() == Self.text)
    #expect(try document.decoded() == Everything())
    #expect(try JSONValue(parsing: Self.text).decoded() == Everything())
  }

  @Test func foundationReadsAndWritesTheSame() throws {
    let document = try JSONDecoder().decode(JSONValue.self, from: Data(Self.text.utf8))
    #expect(document.text() == Self.text)
    #expect(
      try JSONDecoder().decode(Everything.self, from: JSONEncoder().encode(document))
        == Everything())
  }

  private func error<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> String {
    let error = #expect(throws: DecodingError.self) {
      try JSONValue(parsing: text).decoded(as: type)
    }
    switch error {
    case .typeMismatch(_, let context)?, .dataCorrupted(let context)?,
      .keyNotFound(_, let context)?, .valueNotFound(_, let context)?:
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "\(path): \(context.debugDescription)"
    default: return "no decoding error"
    }
  }

  @Test func errorsNameThePath() throws {
    #expect(try error([Int].self, "[1, 2.5]") == "1: found 2.5")
    #expect(try error([String: [Bool]].self, #"{"a": [true, 1]}"#) == "a.1: found 1")
    #expect(try error(Int8.self, "200") == ": it must be a whole number from -128 to 127")
    #expect(
      try error([String: UInt64].self, #"{"seed": -1}"#)
        == "seed: it must be a whole number from 0 to 18446744073709551615")
    #expect(try error(Everything.Inner.self, #"{"rate": 1}"#) == ": there is no such member")
  }

  @Test func wholeNumbersAreNeverRounded() throws {
    #expect(try JSONValue(parsing: "1e3").decoded(as: Int.self) == 1000)
    // A Double holds neither of these, and would give a neighbour.
    #expect(try error(UInt64.self, "18446744073709551616") == ": found 1.8446744073709552e+19")
    #expect(try error(Int64.self, "-9223372036854775809") == ": found -9.223372036854776e+18")
  }

  @Test func numbersThatJSONCannotWriteAreRefused() {
    #expect(throws: EncodingError.self) { try JSONValue(encoding: [Double.infinity]) }
  }
}
