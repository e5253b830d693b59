import CMRArchive

extension MATParser {
  /// Reads the text of a char array, whatever its encoding.
  mutating func readText(_ header: MATArrayHeader, end: UInt64) throws -> MATText {
    let part = "the text"
    let tag = try readTag(part, left: left(until: end))
    guard let width = tag.storage.width, tag.byteCount % width == 0 else {
      throw MATProblem.wrongStorage(part, tag.storage, wanted: "characters")
    }
    // 4 bytes for each code that is kept, and the same again while it is decoded.
    try takeFromKept(tag.byteCount / width * 8)
    let count = tag.byteCount / width
    let codes: [UInt32] =
      switch tag.storage {
      case .uint8, .int8: try readNumbers(UInt8.self, count: count, of: part).map { UInt32($0) }
      case .utf8: decode(try readNumbers(UInt8.self, count: count, of: part), header.count)
      case .uint16, .int16, .utf16:
        try readNumbers(UInt16.self, count: count, of: part).map { UInt32($0) }
      case .uint32, .int32, .utf32: try readNumbers(UInt32.self, count: count, of: part)
      default: throw MATProblem.wrongStorage(part, tag.storage, wanted: "characters")
      }
    try skipExactly(tag.padding, "the padding")
    guard codes.count == header.count else {
      throw MATProblem(
        code: .damaged,
        message:
          "the text has \(codes.count) characters, "
          + "the extents \(header.shape) ask for \(header.count)"
      )
    }
    return MATText(dims: header.dims, codes: codes)
  }

  /// UTF-8 as `expected` elements: MATLAB counts UTF-16 code units, other writers count scalars.
  private func decode(_ bytes: [UInt8], _ expected: Int) -> [UInt32] {
    let text = String(decoding: bytes, as: UTF8.self)
    let scalars = text.unicodeScalars.map(\.value)
    return scalars.count == expected ? scalars : text.utf16.map { UInt32($0) }
  }
}
