extension Matrix {
  /// Adds `scale` times `other`, which has the same shape.
  public mutating func add(_ other: Matrix, scale: Scalar = 1) {
    requireShape(of: other, "add")
    var target = mutableSpan
    Kernels.add(other.span, scale: scale, to: &target)
  }

  /// Multiplies every element by `scale`.
  public mutating func scale(by scale: Scalar) {
    var target = mutableSpan
    Kernels.scale(&target, by: scale)
  }

  /// Sets every element to `value`.
  public mutating func fill(with value: Scalar) {
    var target = mutableSpan
    Kernels.fill(&target, with: value)
  }

  /// Adds `row`, which has one value per column, to every row.
  public mutating func add(row: Span<Scalar>) {
    Kernels.checked(row.count, columns)
    let rows = rows
    var target = mutableSpan
    Kernels.addRow(row, rows: rows, to: &target)
  }

  /// Multiplies row i by `factors[i]`.
  public mutating func scaleRows(by factors: Span<Scalar>) {
    Kernels.checked(factors.count, rows)
    let columns = columns
    var target = mutableSpan
    Kernels.scaleRows(&target, columns: columns, by: factors)
  }

  /// Elementwise sum of two matrices of the same shape.
  public static func + (a: Matrix, b: Matrix) -> Matrix {
    var result = a
    result.add(b)
    return result
  }

  /// Elementwise difference of two matrices of the same shape.
  public static func - (a: Matrix, b: Matrix) -> Matrix {
    var result = a
    result.add(b, scale: -1)
    return result
  }

  /// Every element multiplied by `scale`.
  public static func * (scale: Scalar, a: Matrix) -> Matrix {
    var result = a
    result.scale(by: scale)
    return result
  }

  /// `transform` of every element. For small matrices and tests: the closure is called per element.
  public func map<Failure: Error>(_ transform: (Scalar) throws(Failure) -> Scalar)
    throws(Failure) -> Matrix
  {
    Matrix(rows: rows, columns: columns, elements: try elements.map(transform))
  }

  /// Stops the program, naming both shapes, where `other` differs in shape.
  func requireShape(of other: Matrix, _ verb: StaticString) {
    precondition(
      hasShape(of: other), "cannot \(verb) matrices of shapes \(shape) and \(other.shape)")
  }
}
