extension Dataset {
  /// All elements as `Element`.
  ///
  /// Numbers of any width, sign and byte order are converted, enumerations and booleans to their
  /// integers. Into integers only what fits exactly is converted; into floating-point numbers the
  /// nearest value is taken, infinity where a finite one is too large.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where elements are no numbers or do not fit;
  ///   ``HDF5Error/Code/refused`` where the array is over the policy's limit or larger than its
  ///   file can hold; ``HDF5Error/Code/damaged`` where a checksum is wrong.
  public func read<Element: HDF5Scalar>(_ type: Element.Type = Element.self) throws(HDF5Error)
    -> [Element]
  {
    try readArray(nil, count: count)
  }

  /// The elements of `rows`, as ``read(_:)`` converts them.
  public func read<Element: HDF5Scalar>(
    rows: Range<Int>, as type: Element.Type = Element.self
  ) throws(HDF5Error) -> [Element] {
    try readArray(rows, count: try elementCount(ofRows: rows))
  }

  /// Reads `rows` into `elements`, whose count must be that of the rows, as ``read(_:)`` converts
  /// them.
  public func read<Element: HDF5Scalar>(
    rows: Range<Int>, into elements: inout MutableSpan<Element>
  ) throws(HDF5Error) {
    let needed = try elementCount(ofRows: rows)
    guard elements.count == needed else {
      throw .countDiffers("read", location.place, has: elements.count, for: needed)
    }
    try fetch(rows, to: &elements)
  }

  /// Reads all elements into `elements`, whose count must be ``count``, as ``read(_:)`` converts
  /// them.
  public func read<Element: HDF5Scalar>(into elements: inout MutableSpan<Element>)
    throws(HDF5Error)
  {
    guard elements.count == count else {
      throw .countDiffers("read", location.place, has: elements.count, for: count)
    }
    try fetch(nil, to: &elements)
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  private func readArray<Element: HDF5Scalar>(_ rows: Range<Int>?, count: Int) throws(HDF5Error)
    -> [Element]
  {
    try source.requireNumeric(as: Element.scalarType)
    _ = try source.checkedByteCount(of: count, elementSize: MemoryLayout<Element>.stride)
    var array = [Element](repeating: .zero, count: count)
    var elements = array.mutableSpan
    try fetch(rows, to: &elements)
    return array
  }

  /// Throws where a filter would be needed that the library does not have.
  func requireFilters() throws(HDF5Error) {
    if let filter = filters.first(where: { !$0.isAvailable }) {
      throw .filterMissing(filter, at: location.place)
    }
  }
}
