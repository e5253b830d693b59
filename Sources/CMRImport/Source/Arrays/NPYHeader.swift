/// The header of an npy file: a literal of Python (NumPy Enhancement Proposal 1).
struct NPYHeader {
  static let magic = [0x93] + Array("NUMPY".utf8)
  /// The most bytes of a header; numpy itself warns of more than 10,000.
  static let byteLimit = 1 << 16
  /// The most extents of an array, as many as numpy allows.
  private static let rankLimit = 64

  /// The type of the elements, `<f4`; nil for records.
  let descr: String?
  /// Whether columns lie one after another.
  let isFortran: Bool
  let shape: [Int]

  /// What is wrong with a header.
  struct Flaw: Error {
    let reason: String
  }

  /// Reads the text of a header.
  init(parsing text: [UInt8]) throws(Flaw) {
    var literal = PythonLiteral(text)
    var descr: String??
    var isFortran: Bool?
    var shape: [Int]?
    try literal.expect("{")
    while try !literal.take("}") {
      let key = try literal.string()
      try literal.expect(":")
      switch key {
      case "descr" where descr == nil: descr = try .some(literal.stringOrNested())
      case "fortran_order" where isFortran == nil: isFortran = try literal.truth()
      case "shape" where shape == nil: shape = try literal.tuple(limit: Self.rankLimit)
      default: throw Flaw(reason: "its header has the key '\(key)' twice or should not have it")
      }
      guard try literal.take(",") else {
        try literal.expect("}")
        break
      }
    }
    guard literal.isAtEnd else { throw Flaw(reason: "something follows the end of its header") }
    guard let descr, let isFortran, let shape else {
      throw Flaw(reason: "its header lacks one of 'descr', 'fortran_order' and 'shape'")
    }
    self.descr = descr
    self.isFortran = isFortran
    self.shape = shape
  }

  /// How the elements lie in the file.
  var encoding: ElementEncoding {
    guard let descr else { return ElementEncoding(element: .other("record")) }
    let order = descr.first.map { "<>|=".contains($0) ? $0 : "|" } ?? "|"
    let type = descr.drop { "<>|=".contains($0) }
    return ElementEncoding(element: Self.element(type), isBigEndian: order == ">")
  }

  private static func element(_ type: Substring) -> ElementClass {
    switch type {
    case "b1": .logical
    case "i1": .int8
    case "i2": .int16
    case "i4": .int32
    case "i8": .int64
    case "u1": .uint8
    case "u2": .uint16
    case "u4": .uint32
    case "u8": .uint64
    case "f2": .float16
    case "f4": .float32
    case "f8": .float64
    case _ where type.first == "O": .pickled
    case _ where type.first == "U" || type.first == "S" || type.first == "a": .text
    case _ where type.first == "c": .other("complex")
    default: .other("numpy type '\(type)'")
    }
  }
}

/// The few forms of Python that headers are made of, read without running anything.
struct PythonLiteral {
  private let text: [UInt8]
  private var next = 0

  init(_ text: [UInt8]) { self.text = text }

  private mutating func skipSpace() {
    while next < text.count, [0x20, 0x09, 0x0a, 0x0d].contains(text[next]) { next += 1 }
  }

  /// Whether only space is left.
  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return next == text.count
    }
  }

  /// Passes over `character` if it comes next.
  mutating func take(_ character: Unicode.Scalar) throws(NPYHeader.Flaw) -> Bool {
    skipSpace()
    guard next < text.count else { throw flaw }
    guard text[next] == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(NPYHeader.Flaw) {
    guard try take(character) else { throw flaw }
  }

  private var flaw: NPYHeader.Flaw {
    NPYHeader.Flaw(reason: "its header cannot be understood from its byte \(next) on")
  }

  /// A string in quotes of either kind, without escapes.
  mutating func string() throws(NPYHeader.Flaw) -> String {
    skipSpace()
    guard next < text.count, text[next] == 0x27 || text[next] == 0x22,
      let end = text[(next + 1)...].firstIndex(of: text[next]),
      let string = String(validating: text[next + 1..<end], as: UTF8.self),
      !string.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\\" || $0.value == 0x7f })
    else { throw flaw }
    next = end + 1
    return string
  }

  /// A string, or nil for a list or anything else in brackets, which is passed over.
  mutating func stringOrNested() throws(NPYHeader.Flaw) -> String? {
    skipSpace()
    guard next < text.count, Array("[({".utf8).contains(text[next]) else { return try string() }
    var depth = 0
    while next < text.count {
      switch text[next] {
      case 0x27, 0x22:
        _ = try string()
        continue
      case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      next += 1
      if depth == 0 { return nil }
    }
    throw flaw
  }

  mutating func truth() throws(NPYHeader.Flaw) -> Bool {
    skipSpace()
    for (word, value) in [("True", true), ("False", false)]
    where text[next...].starts(with: word.utf8) {
      next += word.utf8.count
      return value
    }
    throw flaw
  }

  /// A tuple of whole numbers that are not negative; Python 2 marked long ones with an L.
  mutating func tuple(limit: Int) throws(NPYHeader.Flaw) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    while try !take(")") {
      let digits = text[next...].prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, numbers.count < limit,
        let number = Int(String(decoding: digits, as: UTF8.self))
      else { throw flaw }
      next = digits.endIndex
      numbers.append(number)
      _ = try take("L")
      guard try take(",") else {
        try expect(")")
        break
      }
    }
    return numbers
  }
}
