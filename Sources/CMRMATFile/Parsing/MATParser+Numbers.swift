import CMRArchive

extension MATParser {
  /// Reads the tag of an array's numbers and proves that there are as many as the extents say.
  mutating func readDataTag(
    _ header: MATArrayHeader, part: String, end: UInt64
  ) throws -> MATTag {
    let tag = try readTag(part, left: left(until: end))
    guard let width = tag.storage.width, tag.storage.rawValue <= MATStorage.uint64.rawValue else {
      throw MATProblem.wrongStorage(part, tag.storage, wanted: "numbers")
    }
    guard tag.byteCount == header.count * width else {
      throw MATProblem.wrongSize(
        part, bytes: tag.byteCount,
        wanted: "\(header.count * width) for \(header.shape) elements of type \(tag.storage)")
    }
    return tag
  }

  /// Holds the numbers of one part of an array in the array's own class.
  mutating func readElements(
    of header: MATArrayHeader, part: String, end: UInt64
  ) throws -> MATElements {
    let tag = try readDataTag(header, part: part, end: end)
    let result: MATElements =
      switch header.arrayClass {
      case .double: try read(tag, part, as: Double.self, header)
      case .single: try read(tag, part, as: Float.self, header)
      case .int8: try read(tag, part, as: Int8.self, header)
      case .int16: try read(tag, part, as: Int16.self, header)
      case .uint16: try read(tag, part, as: UInt16.self, header)
      case .int32: try read(tag, part, as: Int32.self, header)
      case .uint32: try read(tag, part, as: UInt32.self, header)
      case .int64: try read(tag, part, as: Int64.self, header)
      case .uint64: try read(tag, part, as: UInt64.self, header)
      default: try read(tag, part, as: UInt8.self, header)
      }
    try skipExactly(tag.padding, "the padding")
    return result
  }

  private mutating func read<Number: MATNumber>(
    _ tag: MATTag, _ part: String, as _: Number.Type, _ header: MATArrayHeader
  ) throws -> MATElements {
    try takeFromKept(header.count * MemoryLayout<Number>.size)
    let values: [Number] =
      switch tag.storage {
      case .int8: try convert(Int8.self, to: Number.self, part, header)
      case .uint8, .utf8: try convert(UInt8.self, to: Number.self, part, header)
      case .int16: try convert(Int16.self, to: Number.self, part, header)
      case .uint16, .utf16: try convert(UInt16.self, to: Number.self, part, header)
      case .int32: try convert(Int32.self, to: Number.self, part, header)
      case .uint32, .utf32: try convert(UInt32.self, to: Number.self, part, header)
      case .single: try convert(Float.self, to: Number.self, part, header)
      case .int64: try convert(Int64.self, to: Number.self, part, header)
      case .uint64: try convert(UInt64.self, to: Number.self, part, header)
      case .double, .matrix, .compressed:
        try convert(Double.self, to: Number.self, part, header)
      }
    return Number.wrap(values)
  }

  /// Reads numbers as they are stored and turns each into the array's class, which must be able to
  /// hold it.
  private mutating func convert<Stored: MATNumber, Number: MATNumber>(
    _: Stored.Type, to _: Number.Type, _ part: String, _ header: MATArrayHeader
  ) throws -> [Number] {
    if Stored.self == Number.self {
      return try readNumbers(Number.self, count: header.count, of: part)
    }
    var result: [Number] = []
    var block = [Stored](repeating: .zero, count: min(header.count, limits.blockElements))
    while result.count < header.count {
      let wanted = min(block.count, header.count - result.count)
      try fill(&block, count: wanted, of: part)
      for index in 0..<wanted {
        guard let number = Number.converted(block[index]) else {
          throw MATProblem.doesNotFit(
            "\(block[index])", header.arrayClass.name, at: result.count)
        }
        result.append(number)
      }
    }
    return result
  }
}
