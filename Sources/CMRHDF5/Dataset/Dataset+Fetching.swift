extension Dataset {
  /// Reads `rows`, or everything, to `destination`, converting as ``read(_:)`` says.
  ///
  /// `destination` must have room for the rows; that is the caller's to check.
  func fetch<Element: HDF5Scalar>(_ rows: Range<Int>?, to destination: inout MutableSpan<Element>)
    throws(HDF5Error)
  {
    let scalar = Element.scalarType
    try source.requireNumeric(as: scalar)
    try requireFilters()
    guard !destination.isEmpty else { return }
    try unsafe destination.withUnsafeMutableBufferPointer { buffer throws(HDF5Error) in
      try unsafe fetch(rows, to: buffer)
    }
  }

  /// The same for the runs of `plan`, each to its place.
  func fetch<Element: HDF5Scalar>(_ plan: RowPlan, to destination: inout MutableSpan<Element>)
    throws(HDF5Error)
  {
    try source.requireNumeric(as: Element.scalarType)
    try requireFilters()
    let length = rowLength
    guard !destination.isEmpty else { return }
    try unsafe destination.withUnsafeMutableBufferPointer { buffer throws(HDF5Error) in
      for run in plan.runs {
        let start = run.position * length
        let part = buffer.extracting(start..<start + run.rows.count * length)
        try unsafe fetch(run.rows, to: part)
      }
    }
  }

  private func fetch<Element: HDF5Scalar>(
    _ rows: Range<Int>?, to buffer: UnsafeMutableBufferPointer<Element>
  ) throws(HDF5Error) {
    switch Conversion(from: type, to: Element.scalarType) {
    case .direct:
      let start = UnsafeMutableRawPointer(buffer.baseAddress)
      try unsafe read(rows, as: .scalar(Element.scalarType), to: start)
    case .widened(.int64):
      try unsafe fetchBlocks(rows, to: buffer, through: Int64.self) { (values, elements) in
        Element.convert(values, to: &elements)
      }
    case .widened(.uint64):
      try unsafe fetchBlocks(rows, to: buffer, through: UInt64.self) { (values, elements) in
        Element.convert(values, to: &elements)
      }
    case .widened:
      try unsafe fetchBlocks(rows, to: buffer, through: Double.self) { (values, elements) in
        Element.convert(values, to: &elements)
      }
    }
  }

  /// Reads blocks of rows as `Wide` and has `convert` put them where they belong; false from it
  /// means a misfit.
  private func fetchBlocks<Element: HDF5Scalar, Wide: HDF5Scalar>(
    _ rows: Range<Int>?, to buffer: UnsafeMutableBufferPointer<Element>, through _: Wide.Type,
    _ convert: (Span<Wide>, inout MutableSpan<Element>) -> Bool
  ) throws(HDF5Error) {
    var scratch: [Wide] = []
    for block in blocks(of: rows) {
      let elements = buffer.extracting(block.elements)
      if scratch.count != elements.count {
        scratch = Array(repeating: .zero, count: elements.count)
      }
      try unsafe scratch.withUnsafeMutableBufferPointer { scratch throws(HDF5Error) in
        let start = UnsafeMutableRawPointer(scratch.baseAddress)
        try unsafe read(block.rows, as: .scalar(Wide.scalarType), to: start)
      }
      var target = unsafe elements.mutableSpan
      guard convert(scratch.elementSpan, &target) else {
        throw .inexact(type, as: Element.scalarType, at: location.place)
      }
    }
  }

  /// `rows`, or everything, in blocks of few elements, with the places of those; a scalar is one
  /// block.
  private func blocks(of rows: Range<Int>?) -> [(rows: Range<Int>?, elements: Range<Int>)] {
    guard let count = extents.rowCount else { return [(rows: nil, elements: 0..<1)] }
    let rows = rows ?? 0..<count
    let length = rowLength
    let step = max(1, Self.blockElements / max(1, length))
    return stride(from: rows.lowerBound, to: rows.upperBound, by: step).map { start in
      let end = min(start + step, rows.upperBound)
      let first = (start - rows.lowerBound) * length
      return (rows: start..<end, elements: first..<first + (end - start) * length)
    }
  }

  /// The elements read at once for conversion: 1 MiB of 8 bytes each, enough that a call costs
  /// nothing beside them (not measured).
  private static let blockElements = 1 << 17
}
