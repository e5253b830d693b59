public import CMRDense

extension Variable {
  /// The sum of all elements, 1 x 1; the gradient goes to each.
  public func sum() -> Variable {
    tape.record(Sum<Scalar>(x: id), of: self, rows: 1, columns: 1) { result in
      result[0, 0] = value.sum()
    }
  }

  /// The mean of all elements, 1 x 1; the gradient over their number goes to each.
  public func mean() -> Variable {
    let count = rows * columns
    precondition(count > 0, "a variable of shape \(shape) has no mean")
    return tape.record(Mean(x: id, weight: 1 / Scalar(count)), of: self, rows: 1, columns: 1) {
      result in result[0, 0] = value.sum() / Scalar(count)
    }
  }

  /// The sum of each row, [n, m] -> [n, 1]; the gradient goes to each element of its row.
  public func rowSums() -> Variable {
    tape.record(RowSums<Scalar>(x: id), of: self, rows: rows, columns: 1) { result in
      let value = value
      for row in 0..<value.rows {
        result[row, 0] = Kernels.sum(value.span.extracting(value.rowRange(row)))
      }
    }
  }

  /// The sum of each column, [n, m] -> [1, m]; the gradient goes to each element of its column.
  public func columnSums() -> Variable {
    tape.record(ColumnSums<Scalar>(x: id), of: self, rows: 1, columns: columns) { result in
      result.fill(with: 0)
      let value = value
      var sums = result.mutableSpan
      Kernels.addColumnSums(value.span, rows: value.rows, to: &sums)
    }
  }

  /// The sum of all elements, each times the one of `weights` in its place, 1 x 1; dx = g times the
  /// weights, which are constant.
  public func weightedSum(_ weights: Matrix<Scalar>) -> Variable {
    precondition(
      weights.rows == rows && weights.columns == columns,
      "weights of shape \(weights.shape) do not fit a variable of shape \(shape)")
    let constant = tape.constant(weights)
    return tape.record(
      WeightedSum<Scalar>(x: id, weights: constant.id), of: self, rows: 1, columns: 1
    ) { result in result[0, 0] = Kernels.dot(value.span, weights.span) }
  }
}

private struct Sum<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .sum }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient[0, 0]
    pass.accumulate(into: x) { target in
      var span = target.mutableSpan
      Kernels.addConstant(gradient, to: &span)
    }
  }
}

private struct Mean<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .mean }
  let x: NodeID
  let weight: Scalar

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient[0, 0] * weight
    pass.accumulate(into: x) { target in
      var span = target.mutableSpan
      Kernels.addConstant(gradient, to: &span)
    }
  }
}

private struct RowSums<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .rowSums }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    pass.accumulate(into: x) { target in
      for row in 0..<target.rows {
        target.withMutableRow(row) { Kernels.addConstant(gradient[row, 0], to: &$0) }
      }
    }
  }
}

private struct ColumnSums<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .columnSums }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    pass.accumulate(into: x) { $0.add(row: gradient.span) }
  }
}

private struct WeightedSum<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .weightedSum }
  let x: NodeID
  let weights: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient[0, 0]
    let weights = pass.value(weights)
    pass.accumulate(into: x) { $0.add(weights, scale: gradient) }
  }
}

extension Kernels {
  /// Adds `value` to every element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addConstant<Scalar: DenseScalar>(_ value: Scalar, to y: inout MutableSpan<Scalar>) {
    for i in 0..<y.count { y[i] += value }
  }
}
