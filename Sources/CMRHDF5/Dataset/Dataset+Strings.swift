import CMRCHDF5

extension Dataset {
  /// All elements as strings, of fixed or variable length.
  ///
  /// Padding at the end is removed. A string that was never written is empty.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where elements are no strings or not in UTF-8, of which
  ///   ASCII is a part; ``HDF5Error/Code/refused`` where the array is over the policy's limit or
  ///   larger than its file can hold.
  public func strings() throws(HDF5Error) -> [String] {
    try strings(nil, count: count)
  }

  /// The elements of `rows` as strings.
  public func strings(rows: Range<Int>) throws(HDF5Error) -> [String] {
    try strings(rows, count: try elementCount(ofRows: rows))
  }

  private func strings(_ rows: Range<Int>?, count: Int) throws(HDF5Error) -> [String] {
    try source.requireStrings()
    try requireFilters()
    guard count > 0 else { return [] }
    let first = (rows?.lowerBound ?? 0) * (shape.isEmpty ? 1 : rowLength)
    switch type.kind {
    case .fixedString(let padding):
      return try fixedStrings(rows, count: count, padding: padding, first: first)
    default: return try variableStrings(rows, count: count, first: first)
    }
  }

  private func fixedStrings(
    _ rows: Range<Int>?, count: Int, padding: ElementType.Padding, first: Int
  ) throws(HDF5Error) -> [String] {
    let byteCount = try source.checkedByteCount(of: count, elementSize: type.size)
    let memory = try type.makeMemoryString(action: "read \(location.place)")
    var bytes = [UInt8](repeating: 0, count: byteCount)
    try unsafe bytes.withUnsafeMutableBufferPointer { bytes throws(HDF5Error) in
      let start = UnsafeMutableRawPointer(bytes.baseAddress)
      try unsafe read(rows, as: .open(memory.id), to: start)
    }
    return try FixedStrings(size: type.size, padding: padding, place: location.place)
      .decode(bytes.span, first: first)
  }

  private func variableStrings(_ rows: Range<Int>?, count: Int, first: Int) throws(HDF5Error)
    -> [String]
  {
    let pointerBytes = try source.checkedByteCount(
      of: count, elementSize: CStrings.pointerSize)
    let limit = location.file.policy.maximumArrayBytes
    let arena = StringArena(limit: limit - pointerBytes)
    let memory = try type.makeMemoryString(action: "read \(location.place)")
    var pointers = unsafe [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    do {
      try unsafe pointers.withUnsafeMutableBufferPointer { pointers throws(HDF5Error) in
        let start = UnsafeMutableRawPointer(pointers.baseAddress)
        try arena.serving(location.place) { transfer throws(HDF5Error) in
          try unsafe read(rows, as: .open(memory.id), to: start, transfer: transfer)
        }
      }
    } catch  where arena.isExhausted {
      throw .stringsTooLarge(limit: limit, at: location.place)
    }
    return try withExtendedLifetime(arena) { () throws(HDF5Error) in
      try unsafe CStrings.decode(pointers, first: first, place: location.place)
    }
  }
}

/// Variable-length strings as the library delivers them.
enum CStrings {
  /// The bytes of the pointer to one string.
  static let pointerSize = MemoryLayout<Int>.size

  /// The strings behind `pointers`, empty where there is none; `first` is the first one's index for
  /// error texts.
  static func decode(
    _ pointers: [UnsafeMutablePointer<CChar>?], first: Int, place: String
  ) throws(HDF5Error) -> [String] {
    var strings: [String] = []
    unsafe strings.reserveCapacity(pointers.count)
    for index in unsafe pointers.indices {
      guard let pointer = unsafe pointers[index] else {
        strings.append("")
        continue
      }
      guard let string = unsafe String(validatingCString: pointer) else {
        throw .notUTF8(element: first + index, at: place)
      }
      strings.append(string)
    }
    return strings
  }
}
