extension Dataset {
  /// The elements of `rows` and `columns` of a matrix, row after row, as ``read(_:)`` converts them.
  ///
  /// For datasets whose chunks are tall: rows alone would decode every chunk for each few of them.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where the dataset has other than two axes or lacks one of
  ///   the rows or columns.
  @_specialize(where Element == Float)  // else callers of other modules set every element by a call
  @_specialize(where Element == Double)
  public func read<Element: HDF5Scalar>(
    rows: Range<Int>, columns: Range<Int>, as type: Element.Type = Element.self
  ) throws(HDF5Error) -> [Element] {
    _ = try elementCount(ofRows: rows)
    guard shape.count == 2, columns.lowerBound >= 0, columns.upperBound <= shape[1] else {
      throw .columnsOutside(columns, shape: shape, at: location.place)
    }
    try source.requireNumeric(as: Element.scalarType)
    try requireFilters()
    let count = rows.count * columns.count
    _ = try source.checkedByteCount(of: count, elementSize: MemoryLayout<Element>.stride)
    var elements = [Element](repeating: .zero, count: count)
    guard count > 0 else { return elements }
    switch Conversion(from: self.type, to: Element.scalarType) {
    case .direct: try read(rows, columns, into: &elements)
    case .widened(.int64):
      let wide = try widened(rows, columns, count, as: Int64.self)
      try convert(&elements) { Element.convert(wide.elementSpan, to: &$0) }
    case .widened(.uint64):
      let wide = try widened(rows, columns, count, as: UInt64.self)
      try convert(&elements) { Element.convert(wide.elementSpan, to: &$0) }
    case .widened:
      let wide = try widened(rows, columns, count, as: Double.self)
      try convert(&elements) { Element.convert(wide.elementSpan, to: &$0) }
    }
    return elements
  }

  private func widened<Wide: HDF5Scalar>(
    _ rows: Range<Int>, _ columns: Range<Int>, _ count: Int, as _: Wide.Type
  ) throws(HDF5Error) -> [Wide] {
    var wide = [Wide](repeating: .zero, count: count)
    try read(rows, columns, into: &wide)
    return wide
  }

  private func read<Element: HDF5Scalar>(
    _ rows: Range<Int>, _ columns: Range<Int>, into elements: inout [Element]
  ) throws(HDF5Error) {
    try unsafe elements.withUnsafeMutableBufferPointer { elements throws(HDF5Error) in
      let start = UnsafeMutableRawPointer(elements.baseAddress)
      try unsafe read(rows, columns: columns, as: .scalar(Element.scalarType), to: start)
    }
  }

  private func convert<Element: HDF5Scalar>(
    _ elements: inout [Element], _ body: (inout MutableSpan<Element>) -> Bool
  ) throws(HDF5Error) {
    var target = elements.mutableSpan
    guard body(&target) else {
      throw .inexact(type, as: Element.scalarType, at: location.place)
    }
  }
}

extension Dataset {
  /// What the elements refer to, each the ``Group/address(of:)`` of an object of the same file; 0 for
  /// nothing.
  ///
  /// Nothing is followed: an address that no link has belongs to nothing that may be read.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where elements are no references to objects.
  public func objectReferences() throws(HDF5Error) -> [UInt64] {
    guard isReferences else { throw .notReferences(type, at: location.place) }
    _ = try source.checkedByteCount(of: count, elementSize: MemoryLayout<UInt64>.stride)
    var addresses = [UInt64](repeating: 0, count: count)
    guard count > 0 else { return addresses }
    try unsafe addresses.withUnsafeMutableBufferPointer { addresses throws(HDF5Error) in
      let start = UnsafeMutableRawPointer(addresses.baseAddress)
      try unsafe read(nil, as: .objectReference, to: start)
    }
    return addresses
  }

  /// Whether the elements are references to objects; those to regions are longer.
  public var isReferences: Bool {
    type.kind == .unreadable("reference") && type.size == MemoryLayout<UInt64>.size
  }
}
