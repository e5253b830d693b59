import CMRDense

extension Variable {
  /// Rows become columns, [n, m] -> [m, n]; so does the gradient.
  public func transposed() -> Variable {
    tape.record(Transposed<Scalar>(x: id), of: self, rows: columns, columns: rows) { result in
      let value = value
      var target = result.mutableSpan
      Kernels.transpose(value.span, rows: value.rows, columns: value.columns, into: &target)
    }
  }

  /// The rows `range`; the gradient goes to them, the other rows get none.
  public func rows(_ range: Range<Int>) -> Variable {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows,
      "rows \(range) are outside a variable of shape \(shape)")
    let elements = range.lowerBound * columns..<range.upperBound * columns
    return tape.record(
      Rows<Scalar>(x: id, start: elements.lowerBound), of: self, rows: range.count,
      columns: columns
    ) { result in
      var target = result.mutableSpan
      Kernels.copy(value.span.extracting(elements), into: &target)
    }
  }

  /// These rows with those of `other` below them; each part of the gradient goes to its owner.
  public func concatRows(_ other: Variable) -> Variable {
    precondition(
      columns == other.columns,
      "variables of shapes \(shape) and \(other.shape) cannot stand below each other")
    return tape.record(
      ConcatRows<Scalar>(x: id, y: other.id), of: self, other, rows: rows + other.rows,
      columns: columns
    ) { result in
      let (upper, lower) = (value, other.value)
      var all = result.mutableSpan
      var first = all._mutatingExtracting(0..<upper.count)
      Kernels.copy(upper.span, into: &first)
      var second = all._mutatingExtracting(upper.count..<upper.count + lower.count)
      Kernels.copy(lower.span, into: &second)
    }
  }

  /// One element of each row, that in column `columns[row]`: [n, m] -> [n, 1]; the gradient goes to
  /// the picked elements.
  public func pick(_ columns: [Int]) -> Variable {
    let width = self.columns
    precondition(
      columns.count == rows && columns.allSatisfy { $0 >= 0 && $0 < width },
      "\(columns.count) columns do not pick from a variable of shape \(shape)")
    return tape.record(
      Pick<Scalar>(x: id, columns: columns), of: self, rows: rows, columns: 1
    ) { result in
      let value = value
      for row in 0..<value.rows { result[row, 0] = value[row, columns[row]] }
    }
  }

  /// The diagonal of a square variable, [n, n] -> [n, 1]; the gradient goes to it.
  public func diagonal() -> Variable {
    precondition(rows == columns, "a variable of shape \(shape) is not square")
    return tape.record(Diagonal<Scalar>(x: id), of: self, rows: rows, columns: 1) { result in
      let value = value
      for row in 0..<value.rows { result[row, 0] = value[row, row] }
    }
  }
}

private struct Transposed<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .transposed }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    pass.accumulate(into: x) { target in
      var span = target.mutableSpan
      Kernels.addTransposed(
        gradient.span, rows: gradient.rows, columns: gradient.columns, to: &span)
    }
  }
}

private struct Rows<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .rows }
  let x: NodeID
  let start: Int  // of the first element

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    let elements = start..<start + gradient.count
    pass.accumulate(into: x) { target in
      var all = target.mutableSpan
      var part = all._mutatingExtracting(elements)
      Kernels.add(gradient.span, scale: 1, to: &part)
    }
  }
}

private struct ConcatRows<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .concatRows }
  let x: NodeID
  let y: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    let split = pass.value(x).count
    pass.accumulate(into: x) { target in
      var span = target.mutableSpan
      Kernels.add(gradient.span.extracting(0..<split), scale: 1, to: &span)
    }
    pass.accumulate(into: y) { target in
      var span = target.mutableSpan
      Kernels.add(gradient.span.extracting(split..<gradient.count), scale: 1, to: &span)
    }
  }
}

private struct Pick<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .pick }
  let x: NodeID
  let columns: [Int]

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let (gradient, columns) = (pass.gradient, columns)
    pass.accumulate(into: x) { target in
      for row in 0..<target.rows { target[row, columns[row]] += gradient[row, 0] }
    }
  }
}

private struct Diagonal<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .diagonal }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    pass.accumulate(into: x) { target in
      for row in 0..<target.rows { target[row, row] += gradient[row, 0] }
    }
  }
}

extension Kernels {
  /// Adds the transpose of the `rows` x `columns` matrix `x` to `y`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addTransposed<Scalar: DenseScalar>(
    _ x: Span<Scalar>, rows: Int, columns: Int, to y: inout MutableSpan<Scalar>
  ) {
    checked(x.count, rows * columns)
    checked(y.count, rows * columns)
    for column in 0..<columns {
      for row in 0..<rows { y[column * rows + row] += x[row * columns + column] }
    }
  }
}
