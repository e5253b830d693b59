extension Matrix {
  /// The elements of row `index`.
  public func row(_ index: Int) -> ArraySlice<Scalar> {
    elements[rowRange(index)]
  }

  /// Where row `index` lies in ``elements`` and the spans.
  public func rowRange(_ index: Int) -> Range<Int> {
    precondition(index >= 0 && index < rows, "row \(index) is outside a matrix of shape \(shape)")
    return index * columns..<(index + 1) * columns
  }

  /// Runs `body` over row `index`, which it may change.
  public mutating func withMutableRow<Result, Failure: Error>(
    _ index: Int, _ body: (inout MutableSpan<Scalar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let range = rowRange(index)
    var all = mutableSpan
    var row = all._mutatingExtracting(range)
    return try body(&row)
  }

  /// Puts `values` in place of row `index`.
  public mutating func setRow(_ index: Int, to values: some Collection<Scalar>) {
    precondition(
      values.count == columns,
      "\(values.count) values cannot be a row of a matrix of shape \(shape)")
    let start = rowRange(index).lowerBound
    var all = mutableSpan
    for (offset, value) in values.enumerated() { all[start + offset] = value }
  }

  /// The rows with these indices, in this order; an index may occur more than once.
  public func gathering(rows indices: [Int]) -> Matrix {
    var result = Matrix(rows: indices.count, columns: columns)
    gather(rows: indices.elementSpan, into: &result)
    return result
  }

  /// Writes the rows with these indices into `result`, which has that many rows, without
  /// allocating.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func gather(rows indices: Span<Int>, into result: inout Matrix) {
    precondition(
      result.rows == indices.count && result.columns == columns,
      "\(indices.count) rows of a matrix of shape \(shape) do not fit into \(result.shape)")
    let columns = columns
    let source = span
    var target = result.mutableSpan
    for position in indices.indices {
      let start = position * columns
      var row = target._mutatingExtracting(start..<start + columns)
      Kernels.copy(source.extracting(rowRange(indices[position])), into: &row)
    }
  }

  /// The rows `range`.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows,
      "rows \(range) are outside a matrix of shape \(shape)")
    let slice = elements[range.lowerBound * columns..<range.upperBound * columns]
    return Matrix(rows: range.count, columns: columns, elements: Array(slice))
  }

  /// All matrices below each other; they have the same number of columns, and there is at least
  /// one.
  public static func concatenated(_ parts: [Matrix]) -> Matrix {
    precondition(
      !parts.isEmpty && parts.allSatisfy { $0.columns == parts[0].columns },
      "matrices of shapes \(parts.map(\.shape)) cannot stand below each other")
    var elements: [Scalar] = []
    elements.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { elements += part.elements }
    return Matrix(
      rows: parts.reduce(0) { $0 + $1.rows }, columns: parts[0].columns, elements: elements)
  }

  /// Rows become columns.
  public func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    var target = result.mutableSpan
    Kernels.transpose(span, rows: rows, columns: columns, into: &target)
    return result
  }

  /// The same numbers as `Other`, rounded to nearest where it is narrower.
  public func converted<Other: DenseScalar>(to _: Other.Type) -> Matrix<Other> {
    if let same = self as? Matrix<Other> { return same }
    var result = Matrix<Other>(rows: rows, columns: columns)
    var target = result.mutableSpan
    Kernels.convert(span, into: &target)
    return result
  }
}
