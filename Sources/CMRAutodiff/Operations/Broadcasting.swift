import CMRDense

extension Variable {
  /// Adds the 1 x m variable `row` to every row: y_ij = x_ij + b_j; dx = dy, db = the column sums
  /// of dy.
  public func addRow(_ row: Variable) -> Variable {
    precondition(
      row.rows == 1 && row.columns == columns,
      "a variable of shape \(row.shape) is not a row of one of shape \(shape)")
    return tape.record(
      AddRow<Scalar>(x: id, row: row.id), of: self, row, rows: rows, columns: columns
    ) { result in
      var target = result.mutableSpan
      Kernels.copy(value.span, into: &target)
      Kernels.addRow(row.value.span, rows: rows, to: &target)
    }
  }

  /// Multiplies row i by element i of the n x 1 variable `factors`: y_ij = x_ij c_i; dx_ij = dy_ij
  /// c_i, dc_i = the scalar product of rows i of dy and x.
  public func scaleRows(by factors: Variable) -> Variable {
    precondition(
      factors.rows == rows && factors.columns == 1,
      "factors of shape \(factors.shape) are not one for each row of a variable of shape \(shape)"
    )
    return tape.record(
      ScaleRows<Scalar>(x: id, factors: factors.id), of: self, factors, rows: rows,
      columns: columns
    ) { result in
      var target = result.mutableSpan
      Kernels.copy(value.span, into: &target)
      Kernels.scaleRows(&target, columns: columns, by: factors.value.span)
    }
  }
}

private struct AddRow<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .addRow }

  let x: NodeID
  let row: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    pass.accumulate(into: row) { target in
      var sums = target.mutableSpan
      Kernels.addColumnSums(gradient.span, rows: gradient.rows, to: &sums)
    }
    pass.handOver(to: x)
  }
}

private struct ScaleRows<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .scaleRows }

  let x: NodeID
  let factors: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    let (valueX, valueFactors) = (pass.value(x), pass.value(factors))
    pass.accumulate(into: factors) { target in
      var sums = target.mutableSpan
      Kernels.addRowDots(gradient.span, valueX.span, to: &sums)
    }
    pass.accumulate(into: x) { target in
      var span = target.mutableSpan
      Kernels.addScaledRows(gradient.span, by: valueFactors.span, to: &span)
    }
  }
}

extension Kernels {
  /// Adds to `sums[i]` the scalar product of rows i of `x` and `y`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addRowDots<Scalar: DenseScalar>(
    _ x: Span<Scalar>, _ y: Span<Scalar>, to sums: inout MutableSpan<Scalar>
  ) {
    guard sums.count > 0 else { return }
    let columns = checked(x.count, y.count) / sums.count
    for row in 0..<sums.count {
      let range = row * columns..<(row + 1) * columns
      sums[row] += dot(x.extracting(range), y.extracting(range))
    }
  }

  /// Adds row i of `x` times `factors[i]` to row i of `y`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addScaledRows<Scalar: DenseScalar>(
    _ x: Span<Scalar>, by factors: Span<Scalar>, to y: inout MutableSpan<Scalar>
  ) {
    guard factors.count > 0 else { return }
    let columns = checked(x.count, y.count) / factors.count
    for row in factors.indices {
      let range = row * columns..<(row + 1) * columns
      var target = y._mutatingExtracting(range)
      add(x.extracting(range), scale: factors[row], to: &target)
    }
  }
}
