import CMRCHDF5

extension Attribute {
  /// The attribute's value, numbers widened to 64 bits; one of several axes comes as one flat
  /// array.
  ///
  /// An attribute of no shape at all, as h5py writes `Empty`, is an empty array.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where elements are neither numbers nor strings in UTF-8,
  ///   or an unsigned integer is over the greatest signed one.
  public func value() throws(HDF5Error) -> AttributeValue {
    let isSingle = extents.shape.isEmpty && !extents.isNull
    switch type.kind {
    case .integer, .boolean, .enumeration:
      let values = try integers()
      return isSingle ? .integer(values[0]) : .integers(values)
    case .floatingPoint:
      let values = try elements(of: Double.self)
      return isSingle ? .real(values[0]) : .reals(values)
    case .fixedString, .variableString:
      let values = try strings()
      return isSingle ? .string(values[0]) : .strings(values)
    case .unreadable: throw .notNumeric(type, as: .int64, at: place)
    }
  }

  private func integers() throws(HDF5Error) -> [Int64] {
    guard !type.isSigned else { return try elements(of: Int64.self) }
    var values: [Int64] = []
    for value in try elements(of: UInt64.self) {
      guard let value = Int64(exactly: value) else {
        throw .inexact(type, as: .int64, at: place)
      }
      values.append(value)
    }
    return values
  }

  private func elements<Element: HDF5Scalar>(of _: Element.Type) throws(HDF5Error) -> [Element] {
    let scalar = Element.scalarType
    _ = try source.checkedByteCount(of: count, elementSize: scalar.byteCount)
    var array = [Element](repeating: .zero, count: count)
    guard !array.isEmpty else { return array }
    let id = handle.id
    try unsafe array.withUnsafeMutableBufferPointer { array throws(HDF5Error) in
      let start = UnsafeMutableRawPointer(array.baseAddress)
      _ = try H5.call("read \(place)") { unsafe H5Aread(id, scalar.memoryType, start) }
    }
    return array
  }

  private func strings() throws(HDF5Error) -> [String] {
    guard count > 0 else { return [] }
    let memory = try type.makeMemoryString(action: "read \(place)")
    guard case .fixedString(let padding) = type.kind else {
      return try variableStrings(memory.id)
    }
    let byteCount = try source.checkedByteCount(of: count, elementSize: type.size)
    var bytes = [UInt8](repeating: 0, count: byteCount)
    let id = handle.id
    try unsafe bytes.withUnsafeMutableBufferPointer { bytes throws(HDF5Error) in
      let start = UnsafeMutableRawPointer(bytes.baseAddress)
      _ = try H5.call("read \(place)") { unsafe H5Aread(id, memory.id, start) }
    }
    return try FixedStrings(size: type.size, padding: padding, place: place)
      .decode(bytes.span, first: 0)
  }

  private func variableStrings(_ memory: hid_t) throws(HDF5Error) -> [String] {
    _ = try source.checkedByteCount(
      of: count, elementSize: CStrings.pointerSize)
    var pointers = unsafe [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    let space = try extents.makeSpace(place: place)
    let id = handle.id
    let action = "read \(place)"
    return try unsafe pointers.withUnsafeMutableBufferPointer { pointers throws(HDF5Error) in
      let start = UnsafeMutableRawPointer(pointers.baseAddress)
      _ = try H5.call(action) { unsafe H5Aread(id, memory, start) }
      let outcome = Result { () throws(HDF5Error) in
        try unsafe CStrings.decode(Array(pointers), first: 0, place: place)
      }
      // The library took the strings' memory, so the library gives it back.
      try H5.call(action) {
        unsafe H5Dvlen_reclaim(memory, space.id, H5.defaults, start)
      }
      return try outcome.get()
    }
  }
}
