extension Dataset {
  /// The elements of `rows` in the order of the list, which may repeat rows, as ``read(_:)``
  /// converts them.
  public func read<Element: HDF5Scalar>(
    rows: [Int], as type: Element.Type = Element.self
  ) throws(HDF5Error) -> [Element] {
    try source.requireNumeric(as: Element.scalarType)
    let (count, overflow) = rows.count.multipliedReportingOverflow(by: rowLength)
    let limit = location.file.policy.maximumArrayBytes
    let (bytes, tooMany) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !overflow, !tooMany, bytes <= limit else {
      throw .arrayTooLarge(
        bytes: overflow || tooMany ? .max : bytes, limit: limit, at: location.place)
    }
    // Checks the list before memory is taken: each of its rows exists, so the size of one bounds
    // them all.
    let plan = try RowPlan(rows, of: self)
    var array = [Element](repeating: .zero, count: count)
    var elements = array.mutableSpan
    try fetch(plan, to: &elements)
    return array
  }

  /// Reads `rows` in the order of the list, which may repeat rows, into `elements`.
  ///
  /// The file is read in its own order, neighbouring rows at once, so that a chunk is not decoded
  /// more often than needed.
  public func read<Element: HDF5Scalar>(
    rows: Span<Int>, into elements: inout MutableSpan<Element>
  ) throws(HDF5Error) {
    var list: [Int] = []
    list.reserveCapacity(rows.count)
    for index in rows.indices { list.append(rows[index]) }
    let plan = try RowPlan(list, of: self)
    let (needed, overflow) = list.count.multipliedReportingOverflow(by: rowLength)
    guard !overflow, elements.count == needed else {
      throw .countDiffers("read", location.place, has: elements.count, for: needed)
    }
    try fetch(plan, to: &elements)
  }
}

/// A list of rows as runs of neighbours, in the order of the file.
struct RowPlan {
  /// Neighbouring rows that go to neighbouring places.
  struct Run: Equatable {
    var rows: Range<Int>
    /// The place of the first row in the list.
    let position: Int
  }

  private(set) var runs: [Run] = []

  /// Plans the reading of `rows`, each of which must be a row of `dataset`.
  init(_ rows: [Int], of dataset: borrowing Dataset) throws(HDF5Error) {
    let ascending = rows.indices.sorted { (rows[$0], $0) < (rows[$1], $1) }
    for position in ascending {
      let row = rows[position]
      guard row >= 0, row < dataset.rowCount else {
        let reached = row == .max ? row..<row : row..<row + 1
        _ = try dataset.elementCount(ofRows: reached)
        continue
      }
      append(row, at: position)
    }
  }

  private mutating func append(_ row: Int, at position: Int) {
    if let last = runs.last, last.rows.upperBound == row,
      last.position + last.rows.count == position
    {
      runs[runs.count - 1].rows = last.rows.lowerBound..<row + 1
    } else {
      runs.append(Run(rows: row..<row + 1, position: position))
    }
  }
}
