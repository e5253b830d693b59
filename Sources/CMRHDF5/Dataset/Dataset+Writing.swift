import CMRCHDF5

extension Dataset {
  /// Writes all elements; their count must be ``count``.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where the dataset is of another type, as the library
  ///   converts without a word what does not fit; ``HDF5Error/Code/full`` where no space is left.
  public func write<Element: HDF5Scalar>(_ elements: Span<Element>) throws(HDF5Error) {
    guard elements.count == count else {
      throw .countDiffers("write", location.place, has: elements.count, for: count)
    }
    try put(elements, to: nil)
  }

  /// Writes `rows`; the count of `elements` must be that of the rows.
  public func write<Element: HDF5Scalar>(_ elements: Span<Element>, rows: Range<Int>)
    throws(HDF5Error)
  {
    let needed = try elementCount(ofRows: rows)
    guard elements.count == needed else {
      throw .countDiffers("write", location.place, has: elements.count, for: needed)
    }
    try put(elements, to: rows)
  }

  /// Writes all elements of a dataset of fixed-length strings.
  ///
  /// - Throws: ``HDF5Error/Code/mismatch`` where a string is longer than the dataset's or has a NUL
  ///   in it.
  public func write(_ strings: [String]) throws(HDF5Error) {
    guard strings.count == count else {
      throw .countDiffers("write", location.place, has: strings.count, for: count)
    }
    try put(strings, to: nil, first: 0)
  }

  /// Writes `rows` of a dataset of fixed-length strings.
  public func write(_ strings: [String], rows: Range<Int>) throws(HDF5Error) {
    let needed = try elementCount(ofRows: rows)
    guard strings.count == needed else {
      throw .countDiffers("write", location.place, has: strings.count, for: needed)
    }
    try put(strings, to: rows, first: rows.lowerBound * rowLength)
  }

  private func put<Element: HDF5Scalar>(_ elements: Span<Element>, to rows: Range<Int>?)
    throws(HDF5Error)
  {
    guard type.scalarType == Element.scalarType else {
      throw .typeDiffers(type, from: Element.scalarType, at: location.place)
    }
    guard !elements.isEmpty else { return }
    try unsafe elements.withUnsafeBytes { bytes throws(HDF5Error) in
      let start = bytes.baseAddress
      try unsafe write(rows, as: .scalar(Element.scalarType), from: start)
    }
  }

  private func put(_ strings: [String], to rows: Range<Int>?, first: Int) throws(HDF5Error) {
    guard case .fixedString(let padding) = type.kind else {
      throw .notString(type, at: location.place)
    }
    guard !strings.isEmpty else { return }
    let bytes = try FixedStrings(size: type.size, padding: padding, place: location.place)
      .encode(strings, first: first)
    let memory = try type.makeMemoryString(action: "write \(location.place)")
    try unsafe bytes.withUnsafeBufferPointer { bytes throws(HDF5Error) in
      let start = unsafe UnsafeRawPointer(bytes.baseAddress)
      try unsafe write(rows, as: .open(memory.id), from: start)
    }
  }
}
