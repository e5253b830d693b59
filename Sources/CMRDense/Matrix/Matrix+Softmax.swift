extension Matrix {
  /// Each row exponentiated and divided by its sum; rows of the result sum to 1.
  public func softmaxRows() -> Matrix {
    var result = Matrix(rows: rows, columns: columns)
    var target = result.mutableSpan
    Kernels.softmaxRows(span, columns: columns, into: &target)
    return result
  }

  /// The logarithm of ``softmaxRows()``, computed without taking a logarithm of a small number.
  public func logSoftmaxRows() -> Matrix {
    var result = Matrix(rows: rows, columns: columns)
    var target = result.mutableSpan
    Kernels.logSoftmaxRows(span, columns: columns, into: &target)
    return result
  }

  /// The logarithm of the sum of exponentials of each row.
  public func logSumExpRows() -> [Scalar] {
    (0..<rows).map { Kernels.logSumExp(span.extracting(rowRange($0)), excluding: nil) }
  }

  /// The column of the largest element of each row, the first among equals; there is at least one
  /// column.
  public func argmaxRows() -> [Int] {
    precondition(columns > 0 || rows == 0, "a matrix of shape \(shape) has no largest elements")
    return (0..<rows).map { Kernels.argmax(span.extracting(rowRange($0))) }
  }
}

extension Kernels {
  /// The softmax of each row of `x`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func softmaxRows<Scalar: DenseScalar>(
    _ x: Span<Scalar>, columns: Int, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    guard count > 0 else { return }
    for start in stride(from: 0, to: count, by: columns) {
      let line = x.extracting(start..<start + columns)
      var target = y._mutatingExtracting(start..<start + columns)
      let total = exponentials(line, less: maximum(line), into: &target)
      scale(&target, by: 1 / total)
    }
  }

  /// The logarithm of the softmax of each row of `x`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func logSoftmaxRows<Scalar: DenseScalar>(
    _ x: Span<Scalar>, columns: Int, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    guard count > 0 else { return }
    for start in stride(from: 0, to: count, by: columns) {
      let line = x.extracting(start..<start + columns)
      var target = y._mutatingExtracting(start..<start + columns)
      affine(line, scale: 1, offset: -logSumExp(line, excluding: nil), into: &target)
    }
  }

  /// The position of the largest element, the first among equals; 0 if every element is NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func argmax<Scalar: DenseScalar>(_ x: Span<Scalar>) -> Int {
    var best = 0
    for i in x.indices where x[i] > x[best] || (x[best].isNaN && !x[i].isNaN) { best = i }
    return best
  }
}
