import CMRArchive

// Tags, sizes and plain numbers: the steps that everything else is made of.
extension MATParser {
  /// The bytes left in the array that ends at `end`.
  func left(until end: UInt64) -> UInt64 { end - min(end, source.offset) }

  /// Reads the tag of a variable; `nil` at the end of the file.
  mutating func readVariableTag() throws -> MATTag? {
    var words: [UInt32] = [0, 0]
    var span = words.mutableSpan
    let count = try source.fill(&span)
    if count == 0 { return nil }
    guard count == 8 else { throw MATProblem.fileEnds("a variable's tag", bytes: 8, got: count) }
    if swaps { words = words.map(\.byteSwapped) }
    guard let storage = MATStorage(rawValue: words[0]) else {
      throw MATProblem.unknownStorage("a variable", words[0])
    }
    return MATTag(storage: storage, byteCount: Int(words[1]), padding: Int((8 - words[1] % 8) % 8))
  }

  /// Reads the tag of `what`, which lies in an array with `left` bytes left.
  mutating func readTag(_ what: String, left: UInt64) throws -> MATTag {
    guard left >= 8 else {
      throw MATProblem.claimsTooMuch("the tag of \(what)", bytes: 8, left: left)
    }
    let word = try readNumbers(UInt32.self, count: 1, of: what)[0]
    // Small elements keep their length in the upper half of the first word and their data in the
    // second word.
    let isSmall = word >> 16 != 0
    guard let storage = MATStorage(rawValue: word & 0xffff) else {
      throw MATProblem.unknownStorage(what, word & 0xffff)
    }
    if isSmall {
      let byteCount = Int(word >> 16)
      guard byteCount <= 4 else {
        throw MATProblem.wrongSize(
          "the small element of \(what)", bytes: byteCount, wanted: "4 or fewer")
      }
      return MATTag(storage: storage, byteCount: byteCount, padding: 4 - byteCount)
    }
    let byteCount = Int(try readNumbers(UInt32.self, count: 1, of: what)[0])
    guard UInt64(byteCount) <= left - 8 else {
      throw MATProblem.claimsTooMuch(what, bytes: byteCount, left: left - 8)
    }
    // The last element of an array may lack its padding.
    let padding = min((8 - byteCount % 8) % 8, Int(clamping: left - 8 - UInt64(byteCount)))
    return MATTag(storage: storage, byteCount: byteCount, padding: padding)
  }

  /// Reads exactly `count` numbers in the machine's order. The caller has compared `count` with
  /// what there is.
  mutating func readNumbers<Number: MATNumber>(
    _: Number.Type, count: Int, of what: @autoclosure () -> String
  ) throws -> [Number] {
    var result: [Number] = []
    // Memory follows the bytes that really come: a claim of gigabytes in a short file costs one
    // block.
    var block = [Number](repeating: .zero, count: min(count, limits.blockElements))
    while result.count < count {
      let wanted = min(block.count, count - result.count)
      try fill(&block, count: wanted, of: what())
      result.append(contentsOf: block[..<wanted])
    }
    return result
  }

  /// Fills the first `count` numbers of `block`, in the machine's order.
  mutating func fill<Number: MATNumber>(
    _ block: inout [Number], count: Int, of what: @autoclosure () -> String
  ) throws {
    var span = block.mutableSpan
    var part = span._mutatingExtracting(first: count)
    let bytes = count * MemoryLayout<Number>.size
    let got = try source.fill(&part)
    guard got == bytes else { throw MATProblem.fileEnds(what(), bytes: bytes, got: got) }
    guard swaps else { return }
    for index in 0..<count { part[index] = part[index].byteSwapped }
  }

  /// Passes over `count` bytes that the file must have.
  mutating func skipExactly(_ count: Int, _ what: @autoclosure () -> String) throws {
    let passed = try source.skip(UInt64(count))
    guard passed == UInt64(count) else {
      throw MATProblem.fileEnds(what(), bytes: count, got: Int(passed))
    }
  }

  /// Reads the 32-bit numbers of an element: extents, lengths, indices.
  ///
  /// - Parameter kept: whether they are data of a value being kept and count as such; otherwise
  ///   they must be few.
  mutating func readInt32s(_ what: String, end: UInt64, kept: Bool = false) throws -> [Int32] {
    let tag = try readTag(what, left: left(until: end))
    guard tag.storage == .int32 || tag.storage == .uint32 else {
      throw MATProblem.wrongStorage(what, tag.storage, wanted: "int32")
    }
    guard tag.byteCount % 4 == 0 else {
      throw MATProblem.wrongSize(what, bytes: tag.byteCount, wanted: "a multiple of 4")
    }
    if kept {
      // As 4 bytes here and as 8 bytes in the value.
      try takeFromKept(tag.byteCount * 3)
    } else if tag.byteCount > limits.dimensions * 4 {
      throw MATProblem.overLimit(
        "numbers in \(what)", tag.byteCount / 4, limit: limits.dimensions, name: "dimensions")
    }
    let result = try readNumbers(Int32.self, count: tag.byteCount / 4, of: what)
    try skipExactly(tag.padding, what)
    return result
  }

  /// Reads the bytes of a name or a list of names.
  mutating func readNameBytes(
    _ what: String, end: UInt64, limit: Int, limitName: String = "nameBytes"
  ) throws -> [UInt8] {
    let tag = try readTag(what, left: left(until: end))
    guard [.int8, .uint8, .utf8].contains(tag.storage) else {
      throw MATProblem.wrongStorage(what, tag.storage, wanted: "int8")
    }
    guard tag.byteCount <= limit else {
      throw MATProblem.overLimit("bytes in \(what)", tag.byteCount, limit: limit, name: limitName)
    }
    let result = try readNumbers(UInt8.self, count: tag.byteCount, of: what)
    try skipExactly(tag.padding, what)
    return result
  }
}
