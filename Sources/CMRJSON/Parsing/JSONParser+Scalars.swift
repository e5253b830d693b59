extension JSONParser {
  /// A number; the position is at its first character.
  mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    _ = take("-")
    if !take("0") {
      guard digits() > 0 else { throw expected(start == position ? "a value" : "a digit") }
    }
    var whole = true
    if take(".") {
      whole = false
      guard digits() > 0 else { throw expected("a digit") }
    }
    if take("e") || take("E") {
      whole = false
      if !take("+") { _ = take("-") }
      guard digits() > 0 else { throw expected("a digit") }
    }
    let text = text(from: start)
    // Not "-0", whose sign only a Double has.
    if whole, text != "-0", let value = Int128(text), Self.integers.contains(value) {
      return .integer(value)
    }
    guard let value = Double(text), value.isFinite else {
      throw problem("\(text) is out of the range of a Double", at: start)
    }
    return .number(value)
  }

  /// What has 64 bits, with a sign or without.
  private static let integers = Int128(Int64.min)...Int128(UInt64.max)

  private mutating func digits() -> Int {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { advance() }
    return position - start
  }

  /// A string; the position is at its opening quote.
  mutating func string() throws(JSONSyntaxError) -> String {
    advance()
    var result = ""
    var start = position
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        result += text(from: start)
        advance()
        return result
      case UInt8(ascii: "\\"):
        result += text(from: start)
        advance()
        result.unicodeScalars.append(try escape())
        start = position
      case 0..<0x20:
        throw problem(
          "a string holds a line break or another control character; write it as an escape")
      default:
        advance()
      }
    }
    throw problem("the text ends inside a string")
  }

  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let simple: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("\"", "\""), ("\\", "\\"), ("/", "/"), ("b", "\u{8}"), ("f", "\u{c}"), ("n", "\n"),
      ("r", "\r"), ("t", "\t"),
    ]
    for (letter, meaning) in simple where take(letter) { return meaning }
    guard take("u") else { throw expected("an escape: one of \"\\/bfnrtu") }
    let high = try fourHexDigits()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard (0xD800..<0xDC00).contains(high), take("\\"), take("u") else {
      throw problem("half a surrogate pair")
    }
    let low = try fourHexDigits()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw problem("half a surrogate pair") }
    return scalar
  }

  private mutating func fourHexDigits() throws(JSONSyntaxError) -> UInt32 {
    let start = position
    for _ in 0..<4 {
      guard let byte = next, Character(Unicode.Scalar(byte)).isHexDigit else {
        throw expected("four hexadecimal digits")
      }
      advance()
    }
    return UInt32(text(from: start), radix: 16) ?? 0
  }
}
