extension Matrix {
  /// The sum of all elements.
  public func sum() -> Scalar { Kernels.sum(span) }

  /// The mean of all elements; NaN of an empty matrix.
  public func mean() -> Scalar { sum() / Scalar(count) }

  /// One sum per row.
  public func rowSums() -> [Scalar] {
    (0..<rows).map { Kernels.sum(span.extracting(rowRange($0))) }
  }

  /// One sum per column, rows added in ascending order.
  public func columnSums() -> [Scalar] {
    var sums = [Scalar](repeating: 0, count: columns)
    var target = sums.mutableSpan
    Kernels.addColumnSums(span, rows: rows, to: &target)
    return sums
  }

  /// One mean per column; NaN where there are no rows. For many rows in `Float` take
  /// ``ColumnStatistics``.
  public func columnMeans() -> [Scalar] {
    columnSums().map { $0 / Scalar(rows) }
  }

  /// The Euclidean length of each row.
  public func rowNorms() -> [Scalar] {
    (0..<rows).map {
      let row = span.extracting(rowRange($0))
      return Kernels.dot(row, row).squareRoot()
    }
  }

  /// The scalar product of rows `row` of this matrix and `otherRow` of `other`.
  public func dot(row: Int, with other: Matrix, row otherRow: Int) -> Scalar {
    Kernels.dot(span.extracting(rowRange(row)), other.span.extracting(other.rowRange(otherRow)))
  }

  /// The largest absolute value; 0 of an empty matrix.
  public func maximumMagnitude() -> Scalar {
    elements.reduce(0) { Swift.max($0, $1.magnitude) }
  }

  /// Whether no element is NaN or infinite.
  public func isFinite() -> Bool {
    // x - x is 0 for a finite x and NaN otherwise; sums of zeros and NaN tell at the speed of a
    // sum.
    Kernels.sumOfSelfDifferences(span) == 0
  }
}

extension Kernels {
  /// 0 if every element is finite, else NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func sumOfSelfDifferences<Scalar: DenseScalar>(_ x: Span<Scalar>) -> Scalar {
    var total: Scalar = 0
    for i in x.indices { total += x[i] - x[i] }
    return total
  }
}
