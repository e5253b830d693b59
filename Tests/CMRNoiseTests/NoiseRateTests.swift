import CMRNoise
import FoundationEssentials
import Testing

@Suite struct NoiseRateTests {
  @Test(arguments: [
    ("0", "0"), ("0.0", "0"), ("-0", "0"), ("0.4", "0.4"), (".4", "0.4"), ("0.40", "0.4"),
    ("4e-1", "0.4"), ("1", "1"), ("1.000", "1"), ("10e-1", "1"), ("0.123456", "0.123456"),
    ("0.0001", "0.0001"), ("0.00001", "1e-05"), ("0.000123", "0.000123"), ("0.0000123", "1.23e-05"),
    ("1e-12", "1e-12"), ("+0.25", "0.25"), ("5.E-1", "0.5"),
  ])
  func textIsWhatPrintfGivesForG(text: String, expected: String) throws {
    #expect(try NoiseRate(text).description == expected)
    #expect(try NoiseRate(expected) == NoiseRate(text))
  }

  @Test func doublesGiveTheirShortestDecimal() throws {
    #expect(try NoiseRate(0.4) == NoiseRate("0.4"))
    #expect(try NoiseRate(1e-5) == NoiseRate("0.00001"))
    #expect(try NoiseRate(1.0).value == 1)
    #expect(try NoiseRate(0.29).value == 0.29)
  }

  @Test(arguments: [
    ("abc", "noise rate 'abc' is not a number; give a decimal from 0 to 1, such as 0.4"),
    ("", "noise rate '' is not a number; give a decimal from 0 to 1, such as 0.4"),
    (".", "noise rate '.' is not a number; give a decimal from 0 to 1, such as 0.4"),
    ("1e", "noise rate '1e' is not a number; give a decimal from 0 to 1, such as 0.4"),
    ("0.4.1", "noise rate '0.4.1' is not a number; give a decimal from 0 to 1, such as 0.4"),
    ("nan", "noise rate 'nan' is not a number; give a decimal from 0 to 1, such as 0.4"),
    (
      "1e999999999999",
      "noise rate '1e999999999999' is not a number; give a decimal from 0 to 1, such as 0.4"
    ),
    (
      "1.01",
      "noise rate '1.01' is not between 0 and 1; a rate is a share of the training rows, such as 0.4"
    ),
    (
      "40",
      "noise rate '40' is not between 0 and 1; a rate is a share of the training rows, such as 0.4"
    ),
    (
      "-0.1",
      "noise rate '-0.1' is not between 0 and 1; a rate is a share of the training rows, such as 0.4"
    ),
    (
      "0.1234567",
      "noise rate '0.1234567' has 7 significant digits and 7 decimals; a label set's name spells its "
        + "rate, so at most 6 digits and 12 decimals are taken"
    ),
    (
      "1e-13",
      "noise rate '1e-13' has 1 significant digits and 13 decimals; a label set's name spells its "
        + "rate, so at most 6 digits and 12 decimals are taken"
    ),
  ])
  func refusesWithTheWholeText(text: String, message: String) {
    let error = #expect(throws: NoiseError.self) { try NoiseRate(text) }
    #expect(error?.description == message)
    #expect(error?.code == .invalidRate)
  }

  @Test func countsAreExactDecimalProducts() throws {
    // In binary, 0.29 * 100 is 28.999999999999996, and int() of it 28.
    #expect(try NoiseRate("0.29").floor(of: 100) == 29)
    #expect(try NoiseRate("0.5").rounded(of: 5) == 3)
    #expect(try NoiseRate("0.5").floor(of: 5) == 2)
    #expect(try NoiseRate("0.4").rounded(of: 2173) == 869)
    #expect(try NoiseRate("1").floor(of: 7) == 7)
    #expect(try NoiseRate("0").rounded(of: 7) == 0)
    #expect(try NoiseRate("0.999999").rounded(of: 1_000_000_000) == 999_999_000)
  }

  @Test(arguments: [0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 0.05, 0.00001])
  func jsonKeepsTheRate(value: Double) throws {
    let rate = try NoiseRate(value)
    let data = try JSONEncoder().encode([rate])
    #expect(try JSONDecoder().decode([NoiseRate].self, from: data) == [rate])
  }

  @Test func jsonRefusesARateOutOfRange() {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([NoiseRate].self, from: Data("[1000.5]".utf8))
    }
  }

  @Test(arguments: [
    ("0", "0"), ("1.5", "1.5"), ("2.50", "2.5"), ("10", "10"), ("1e3", "1000"), ("10.05", "10.05"),
    ("0.25", "0.25"), ("999.999", "999.999"),
  ])
  func levelsCanExceedOne(text: String, expected: String) throws {
    let level = try NoiseRate(level: text)
    #expect(level.description == expected)
    #expect(level.value == Double(text))
    let data = try JSONEncoder().encode([level])
    #expect(try JSONDecoder().decode([NoiseRate].self, from: data) == [level])
  }

  @Test func levelsCountFalseClasses() throws {
    #expect(try NoiseRate(level: "1.5").rounded(of: 3) == 5)  // 4.5, halves up
    #expect(try NoiseRate(level: "2.5").rounded(of: 4) == 10)
    #expect(try NoiseRate(level: "1000").rounded(of: 7) == 7000)
  }

  @Test(arguments: [
    ("x", "noise level 'x' is not a number; give a decimal, such as 1.5"),
    (
      "-1",
      "noise level '-1' is not between 0 and 1000; a level says how many false classes come to each "
        + "true one, such as 1.5"
    ),
    (
      "1000.1",
      "noise level '1000.1' is not between 0 and 1000; a level says how many false classes come to "
        + "each true one, such as 1.5"
    ),
    (
      "1.2345678",
      "noise rate '1.2345678' has 8 significant digits and 7 decimals; a label set's name spells its "
        + "rate, so at most 6 digits and 12 decimals are taken"
    ),
  ])
  func refusesLevelsWithTheWholeText(text: String, message: String) {
    let error = #expect(throws: NoiseError.self) { try NoiseRate(level: text) }
    #expect(error?.description == message)
  }
}
