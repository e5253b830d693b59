import CMRArchive

extension MATParser {
  /// Reads a sparse matrix: row indices, column starts, then the values.
  mutating func readSparse(_ header: MATArrayHeader, end: UInt64) throws -> MATSparse {
    guard header.dims.count == 2 else {
      throw MATProblem(
        code: .damaged, message: "a sparse matrix has \(header.dims.count) extents, 2 are expected")
    }
    let (rows, columns) = (header.dims[0], header.dims[1])
    let rowIndices = try readInt32s("the row indices", end: end, kept: true)
    let starts = try readInt32s("the column starts", end: end, kept: true)
    guard starts.count == columns + 1 else {
      throw MATProblem.wrongSize(
        "the column starts", bytes: starts.count * 4, wanted: "\((columns + 1) * 4)")
    }
    let stored = try checkSparse(rowIndices, starts, rows: rows)
    let real = try readSparseValues(header, "the real part", stored, end: end)
    let imaginary =
      header.isComplex ? try readSparseValues(header, "the imaginary part", stored, end: end) : nil
    return MATSparse(
      dims: header.dims, isLogical: header.isLogical, columnStarts: starts.map { Int($0) },
      rowIndices: rowIndices.prefix(stored).map { Int($0) }, real: real, imaginary: imaginary)
  }

  /// Proves that the starts lead through the indices and the indices lie in the matrix.
  ///
  /// - Returns: the number of stored elements. Writers may reserve more than that.
  private func checkSparse(_ indices: [Int32], _ starts: [Int32], rows: Int) throws -> Int {
    var previous: Int32 = 0
    for (column, start) in starts.enumerated() {
      guard start >= previous, column > 0 || start == 0 else {
        throw MATProblem(
          code: .damaged,
          message: "column \(column) starts at \(start), the one before at \(previous)")
      }
      previous = start
    }
    let stored = Int(previous)
    guard stored <= indices.count else {
      throw MATProblem(
        code: .damaged,
        message: "the columns hold \(stored) elements, \(indices.count) have a row index")
    }
    for (index, row) in indices.prefix(stored).enumerated() where row < 0 || row >= rows {
      throw MATProblem(
        code: .damaged,
        message: "stored element \(index) lies in row \(row), the matrix has \(rows)")
    }
    return stored
  }

  private mutating func readSparseValues(
    _ header: MATArrayHeader, _ part: String, _ stored: Int, end: UInt64
  ) throws -> [Double] {
    var tag = try readTag(part, left: left(until: end))
    // MATLAB tags the values of a sparse logical matrix as doubles and writes one byte for each.
    if header.isLogical, tag.storage == .double, tag.byteCount / 8 < stored,
      tag.byteCount >= stored
    {
      tag.storage = .uint8
    }
    guard let width = tag.storage.width, tag.byteCount % width == 0, tag.byteCount / width >= stored
    else {
      throw MATProblem.wrongSize(
        part, bytes: tag.byteCount,
        wanted: "\(stored * (tag.storage.width ?? 8)) or more for \(stored) elements")
    }
    let count = tag.byteCount / width
    try takeFromKept(count * 8)
    let values = try readDoubles(tag.storage, count: count, part)
    try skipExactly(tag.padding, "the padding")
    return Array(values.prefix(stored))
  }

  private mutating func readDoubles(
    _ storage: MATStorage, count: Int, _ part: String
  ) throws -> [Double] {
    switch storage {
    case .int8: try readNumbers(Int8.self, count: count, of: part).map(\.asDouble)
    case .uint8, .utf8: try readNumbers(UInt8.self, count: count, of: part).map(\.asDouble)
    case .int16: try readNumbers(Int16.self, count: count, of: part).map(\.asDouble)
    case .uint16, .utf16: try readNumbers(UInt16.self, count: count, of: part).map(\.asDouble)
    case .int32: try readNumbers(Int32.self, count: count, of: part).map(\.asDouble)
    case .uint32, .utf32: try readNumbers(UInt32.self, count: count, of: part).map(\.asDouble)
    case .int64: try readNumbers(Int64.self, count: count, of: part).map(\.asDouble)
    case .uint64: try readNumbers(UInt64.self, count: count, of: part).map(\.asDouble)
    case .single: try readNumbers(Float.self, count: count, of: part).map(\.asDouble)
    case .double, .matrix, .compressed: try readNumbers(Double.self, count: count, of: part)
    }
  }
}

extension MATSparse {
  /// Calls `body` with the position in the full matrix and the index of each element stored in
  /// `range` of the full matrix.
  func forEach(in range: Range<Int>, _ body: (_ element: Int, _ index: Int) -> Void) {
    guard dims[0] > 0, !range.isEmpty else { return }
    for column in range.lowerBound / dims[0]...(range.upperBound - 1) / dims[0] {
      for index in columnStarts[column]..<columnStarts[column + 1] {
        let element = column * dims[0] + rowIndices[index]
        if range.contains(element) { body(element, index) }
      }
    }
  }
}
