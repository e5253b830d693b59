/// A strict parser of RFC 8259 that says where the text goes wrong.
///
/// The decoder of FoundationEssentials lets trailing commas pass and gives no position; a validator
/// may do neither.
struct JSONParser {
  /// Where the text stops being JSON.
  struct Problem: Error {
    let line: Int
    let column: Int
    let text: String
  }

  /// Deeper nesting is refused before it can exhaust the stack; our documents nest less than twenty
  /// deep.
  static let depthLimit = 256

  private let bytes: [UInt8]
  private(set) var position = 0
  private var depth = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The one value of the text.
  mutating func parse() throws(Problem) -> JSONValue {
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw problem("something follows the value") }
    return value
  }

  // MARK: For the parts of the grammar

  /// The byte at the current position, or nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func advance() { position += 1 }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  func problem(_ text: String) -> Problem {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.lazy.filter { $0 == 0x0A }.count + 1
    let column = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return Problem(line: line, column: column, text: text)
  }

  /// The text between two positions.
  func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  // MARK: The grammar

  private mutating func value() throws(Problem) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try nested { (p) throws(Problem) in try p.object() }
    case UInt8(ascii: "["): return try nested { (p) throws(Problem) in try p.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw problem("the text ends where a value is due")
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout Self) throws(Problem) -> JSONValue
  ) throws(Problem) -> JSONValue {
    guard depth < Self.depthLimit else { throw problem("nested deeper than \(Self.depthLimit)") }
    depth += 1
    defer { depth -= 1 }
    advance()
    return try body(&self)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Problem) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw problem("not a value") }
    position += word.utf8.count
    return value
  }

  private mutating func array() throws(Problem) -> JSONValue {
    var items: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(items) }
    while true {
      items.append(try value())
      skipSpace()
      if take("]") { return .array(items) }
      guard take(",") else { throw problem("',' or ']' is due") }
    }
  }

  private mutating func object() throws(Problem) -> JSONValue {
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem("a member name is due") }
      let name = try string()
      skipSpace()
      guard take(":") else { throw problem("':' is due") }
      guard members.updateValue(try value(), forKey: name) == nil else {
        throw problem("the member '\(name)' stands twice")
      }
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw problem("',' or '}' is due") }
    }
  }
}
