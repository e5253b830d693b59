public import CMRDense

extension Variable {
  /// Each row divided by its Euclidean length, or by `floor` if it is shorter: y = x / n with n =
  /// max(|x|, floor).
  ///
  /// dx = (g - y (g·y)) / n, row by row; g / floor for rows shorter than `floor`. As
  /// `torch.nn.functional.normalize`.
  public func normaliseRows(floor: Scalar = Scalar(Matrix<Scalar>.defaultFloor)) -> Variable {
    let operation = NormaliseRows(x: id, floor: floor)
    return tape.record(operation, of: self, rows: rows, columns: columns) { result in
      let value = value
      var target = result.mutableSpan
      Kernels.normaliseRows(value.span, rows: value.rows, floor: floor, into: &target)
    }
  }

  /// Each column divided by its Euclidean length; otherwise as ``normaliseRows(floor:)``.
  public func normaliseColumns(floor: Scalar = Scalar(Matrix<Scalar>.defaultFloor)) -> Variable {
    let operation = NormaliseColumns(x: id, floor: floor)
    return tape.record(operation, of: self, rows: rows, columns: columns) { result in
      var target = result.mutableSpan
      Kernels.copy(value.span, into: &target)
      result.normaliseColumns(floor: floor)
    }
  }
}

private struct NormaliseRows<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .normaliseRows }

  let x: NodeID
  let floor: Scalar

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let (value, result, floor) = (pass.value(x), pass.result, floor)
    pass.withMutableGradient { gradient in
      var span = gradient.mutableSpan
      Kernels.normaliseGradient(
        &span, value.span, result.span, rows: value.rows, floor: floor)
    }
    pass.handOver(to: x)
  }
}

private struct NormaliseColumns<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .normaliseColumns }

  let x: NodeID
  let floor: Scalar

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let (value, result, floor) = (pass.value(x), pass.result, floor)
    let lengths = value.columnNorms()
    pass.withMutableGradient { gradient in
      var dots = [Scalar](repeating: 0, count: value.columns)
      var sums = dots.mutableSpan
      Kernels.addColumnDots(gradient.span, result.span, rows: value.rows, to: &sums)
      // Columns at the floor are scaled by a constant: nothing is projected out.
      for column in 0..<value.columns where lengths[column] <= floor { dots[column] = 0 }
      let factors = lengths.map { 1 / max($0, floor) }
      var span = gradient.mutableSpan
      Kernels.projectColumns(
        &span, result.span, dots: dots.elementSpan, factors: factors.elementSpan, rows: value.rows)
    }
    pass.handOver(to: x)
  }
}

extension Kernels {
  /// Each row of `x` divided by the larger of its length and `floor`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func normaliseRows<Scalar: DenseScalar>(
    _ x: Span<Scalar>, rows: Int, floor: Scalar, into y: inout MutableSpan<Scalar>
  ) {
    guard checked(x.count, y.count) > 0 else { return }
    let columns = x.count / rows
    for start in stride(from: 0, to: x.count, by: columns) {
      let line = x.extracting(start..<start + columns)
      var target = y._mutatingExtracting(start..<start + columns)
      let length = max(dot(line, line).squareRoot(), floor)
      affine(line, scale: 1 / length, offset: 0, into: &target)
    }
  }

  /// Turns the gradient of `y`, the rows of `x` normalised, into that of `x`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func normaliseGradient<Scalar: DenseScalar>(
    _ gradient: inout MutableSpan<Scalar>, _ x: Span<Scalar>, _ y: Span<Scalar>, rows: Int,
    floor: Scalar
  ) {
    guard checked(x.count, gradient.count) > 0 else { return }
    let columns = checked(x.count, y.count) / rows
    for start in stride(from: 0, to: x.count, by: columns) {
      let range = start..<start + columns
      let line = x.extracting(range)
      let unit = y.extracting(range)
      var row = gradient._mutatingExtracting(range)
      let length = dot(line, line).squareRoot()
      if length > floor { add(unit, scale: -dot(row.span, unit), to: &row) }
      scale(&row, by: 1 / max(length, floor))
    }
  }

  /// Adds to `sums[j]` the scalar product of columns j of `x` and `y`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addColumnDots<Scalar: DenseScalar>(
    _ x: Span<Scalar>, _ y: Span<Scalar>, rows: Int, to sums: inout MutableSpan<Scalar>
  ) {
    let columns = sums.count
    checked(x.count, rows * columns)
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      addProduct(x.extracting(range), y.extracting(range), scale: 1, to: &sums)
    }
  }

  /// `gradient_ij = factors_j (gradient_ij - dots_j y_ij)`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func projectColumns<Scalar: DenseScalar>(
    _ gradient: inout MutableSpan<Scalar>, _ y: Span<Scalar>, dots: Span<Scalar>,
    factors: Span<Scalar>, rows: Int
  ) {
    let columns = checked(dots.count, factors.count)
    checked(y.count, gradient.count)
    for row in 0..<rows {
      let range = row * columns..<(row + 1) * columns
      let line = y.extracting(range)
      var target = gradient._mutatingExtracting(range)
      for j in 0..<columns { target[j] = factors[j] * (target[j] - dots[j] * line[j]) }
    }
  }
}
