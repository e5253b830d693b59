import CMRArchive

extension MATParser {
  /// What the header of an array says besides what the visitor sees.
  struct HeaderExtra {
    /// Why the array cannot be read, if it cannot.
    var unreadable: String?
  }

  /// Parses flags, extents and name.
  mutating func parseArrayHeader(
    end: UInt64, place: Place
  ) throws -> (MATArrayHeader, HeaderExtra) {
    try countArray()
    guard place.depth <= limits.depth else {
      throw MATProblem.overLimit(
        "levels of nesting", place.depth, limit: limits.depth, name: "depth")
    }
    let (flags, arrayClass) = try parseFlags(end: end)
    // Opaque objects state no extents.
    let dims = arrayClass == .opaque ? [] : try parseExtents(end: end)
    let name = try parseName(end: end)
    let path =
      switch place {
      case .variable: MATPath(name)
      case .inside(let path): path
      }
    self.path = path
    var header = MATArrayHeader(
      path: path, arrayClass: arrayClass, dims: dims, isLogical: flags & 0x200 != 0,
      isComplex: flags & 0x800 != 0, isGlobal: flags & 0x400 != 0)
    var extra = HeaderExtra()
    switch arrayClass {
    case .structure: header.fieldNames = try parseFieldNames(end: end)
    case .object: extra.unreadable = "an object of class '\(try parseClassName(end: end))'"
    case .function: extra.unreadable = "a function handle"
    case .opaque: extra.unreadable = "an object of one of MATLAB's newer classes"
    default: break
    }
    return (header, extra)
  }

  private mutating func parseFlags(end: UInt64) throws -> (flags: UInt32, arrayClass: MATClass) {
    let words = try readInt32s("the flags", end: end)
    guard words.count == 2 else {
      throw MATProblem.wrongSize("the flags", bytes: words.count * 4, wanted: "8")
    }
    let flags = UInt32(bitPattern: words[0])
    guard let arrayClass = MATClass(rawValue: UInt8(flags & 0xff)) else {
      throw MATProblem.unknownClass(flags & 0xff)
    }
    return (flags, arrayClass)
  }

  /// The extents, whose product is proven to be countable in bytes.
  private mutating func parseExtents(end: UInt64) throws -> [Int] {
    let extents = try readInt32s("the extents", end: end)
    guard extents.count >= 2 else {
      throw MATProblem.wrongSize("the extents", bytes: extents.count * 4, wanted: "8 or more")
    }
    for (dimension, extent) in extents.enumerated() where extent < 0 {
      throw MATProblem.badExtent(extent, dimension: dimension)
    }
    let dims = extents.map { Int($0) }
    // Extents of 0 are left out so that every product of some of them is proven, not only that of
    // all.
    var bytes = 16
    for extent in dims where extent > 0 {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw MATProblem.tooManyElements(dims) }
      bytes = product
    }
    return dims
  }

  private mutating func parseName(end: UInt64) throws -> String {
    let bytes = try readNameBytes("the name", end: end, limit: limits.nameBytes)
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private mutating func parseClassName(end: UInt64) throws -> String {
    let bytes = try readNameBytes("the class name", end: end, limit: limits.nameBytes)
    return terminalSafe(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
  }

  /// The names of the fields: a length, then that many bytes for each, filled up with zeros.
  private mutating func parseFieldNames(end: UInt64) throws -> [String] {
    let lengths = try readInt32s("the length of field names", end: end)
    guard lengths.count == 1 else {
      throw MATProblem.wrongSize("the length of field names", bytes: lengths.count * 4, wanted: "4")
    }
    let length = Int(lengths[0])
    guard length >= 0, length <= limits.nameBytes else {
      throw MATProblem.overLimit(
        "bytes in a field name", length, limit: limits.nameBytes, name: "nameBytes")
    }
    let bytes = try readNameBytes(
      "the field names", end: end, limit: limits.fields * max(length, 1), limitName: "fields")
    guard length > 0 else {
      guard bytes.isEmpty else {
        throw MATProblem.wrongSize("the field names of length 0", bytes: bytes.count, wanted: "0")
      }
      return []
    }
    guard bytes.count % length == 0 else {
      throw MATProblem.wrongSize(
        "the field names", bytes: bytes.count, wanted: "a multiple of \(length)")
    }
    return stride(from: 0, to: bytes.count, by: length).map { start in
      String(decoding: bytes[start..<start + length].prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
