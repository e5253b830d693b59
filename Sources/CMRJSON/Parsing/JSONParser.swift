extension JSONValue {
  /// Parses JSON text strictly (RFC 8259); a member name that stands twice is refused.
  public init(parsing text: String) throws(JSONSyntaxError) {
    var parser = JSONParser(text)
    self = try parser.parse()
  }
}

/// A strict parser of RFC 8259 that says where the text goes wrong.
///
/// The decoder of FoundationEssentials lets trailing commas and repeated names pass, rounds whole
/// numbers beyond 63 bits where they are not asked for by type, and gives no position; neither a
/// validator nor a plan that a person wrote can do with that.
struct JSONParser {
  /// Deeper nesting is refused before it can exhaust the stack; our documents nest less than twenty
  /// deep.
  static let depthLimit = 256

  private let bytes: [UInt8]
  private(set) var position = 0
  private var depth = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The one value of the text.
  mutating func parse() throws(JSONSyntaxError) -> JSONValue {
    if bytes.starts(with: "\u{FEFF}".utf8) {
      throw problem("a byte order mark stands before the text; save the file without one")
    }
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw expected("the end of the text") }
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

  /// The error that `problem` is at `place`, or at the current position.
  func problem(_ problem: String, at place: Int? = nil) -> JSONSyntaxError {
    let before = bytes[..<min(place ?? position, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // Editors count characters: the bytes that continue one do not count.
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return JSONSyntaxError(line: line, column: column, problem: problem)
  }

  /// The error that `what` does not stand at the current position.
  func expected(_ what: String) -> JSONSyntaxError {
    problem("expected \(what), found \(found)")
  }

  /// The character at the current position, for errors.
  private var found: String {
    let rest = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
    switch rest.unicodeScalars.first {
    case nil: return "the end of the text"
    case "\n": return "the end of the line"
    case let scalar?:
      return "'\(scalar.value < 0x20 ? scalar.escaped(asASCII: true) : "\(scalar)")'"
    }
  }

  /// The text between two positions.
  func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

  // MARK: The grammar

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try nested { (p) throws(JSONSyntaxError) in try p.object() }
    case UInt8(ascii: "["): return try nested { (p) throws(JSONSyntaxError) in try p.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw expected("a value")
    default: return try number()
    }
  }

  private mutating func nested(
    _ body: (inout Self) throws(JSONSyntaxError) -> JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw problem("nested deeper than \(Self.depthLimit) levels")
    }
    depth += 1
    defer { depth -= 1 }
    advance()
    return try body(&self)
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONSyntaxError)
    -> JSONValue
  {
    guard bytes[position...].starts(with: word.utf8) else { throw expected("a value") }
    position += word.utf8.count
    return value
  }

  private mutating func array() throws(JSONSyntaxError) -> JSONValue {
    var items: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(items) }
    while true {
      items.append(try value())
      skipSpace()
      if take("]") { return .array(items) }
      guard take(",") else { throw expected("',' or ']'") }
    }
  }

  private mutating func object() throws(JSONSyntaxError) -> JSONValue {
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw expected("a member name in quotes") }
      let start = position
      let name = try string()
      skipSpace()
      guard take(":") else { throw expected("':'") }
      guard members.updateValue(try value(), forKey: name) == nil else {
        throw problem("the member '\(name)' stands twice", at: start)
      }
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw expected("',' or '}'") }
    }
  }
}
