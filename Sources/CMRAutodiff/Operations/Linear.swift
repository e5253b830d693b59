import CMRDense

/// What a layer applies to the sum of its inputs.
public enum Activation: Sendable {
  /// Nothing.
  case identity
  /// max(x, 0); its derivative at 0 is 0.
  case relu
}

extension Variable {
  /// One layer: activation(x w + 1 b) for x [n, k], `weight` [k, m], `bias` [1, m] -> [n, m].
  ///
  /// The same as ``matmul(_:transposingA:transposingB:)``, ``addRow(_:)`` and ``relu()``, but bias
  /// and activation are applied in one pass over the product, and of the three intermediate results
  /// only the last is stored. With g = dy where the result is active, else 0: dx = g wᵀ, dw = xᵀ g,
  /// db = the column sums of g.
  public func linear(
    _ weight: Variable, _ bias: Variable, activation: Activation = .identity
  ) -> Variable {
    precondition(
      columns == weight.rows && bias.rows == 1 && bias.columns == weight.columns,
      "inputs of shape \(shape) do not go through a layer of weight \(weight.shape) and bias "
        + bias.shape)
    let operation = Linear<Scalar>(
      x: id, weight: weight.id, bias: bias.id, activation: activation)
    return tape.record(operation, of: self, weight, bias, rows: rows, columns: weight.columns) {
      result in
      result.setProduct(of: value, weight.value)
      var target = result.mutableSpan
      switch activation {
      case .identity: Kernels.addRow(bias.value.span, rows: rows, to: &target)
      case .relu: Kernels.addRowAndRectify(bias.value.span, rows: rows, to: &target)
      }
    }
  }
}

private struct Linear<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .linear }

  let x: NodeID
  let weight: NodeID
  let bias: NodeID
  let activation: Activation

  func backward(_ pass: inout BackwardPass<Scalar>) {
    if activation == .relu {
      let result = pass.result
      pass.withMutableGradient { gradient in
        var target = gradient.mutableSpan
        Kernels.clear(&target, whereNotPositive: result.span)
      }
    }
    let gradient = pass.gradient
    let (valueX, valueWeight) = (pass.value(x), pass.value(weight))
    pass.accumulateProduct(into: weight) { target, keeping in
      target.addProduct(of: valueX, gradient, transposingA: true, keeping: keeping)
    }
    pass.accumulate(into: bias) { target in
      var sums = target.mutableSpan
      Kernels.addColumnSums(gradient.span, rows: gradient.rows, to: &sums)
    }
    pass.accumulateProduct(into: x) { target, keeping in
      target.addProduct(of: gradient, valueWeight, transposingB: true, keeping: keeping)
    }
  }
}

extension Kernels {
  /// Adds `row` to each of `rows` rows of `y` and puts 0 in place of what is negative.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func addRowAndRectify<Scalar: DenseScalar>(
    _ row: Span<Scalar>, rows: Int, to y: inout MutableSpan<Scalar>
  ) {
    let columns = row.count
    checked(y.count, rows * columns)
    for index in 0..<rows {
      var line = y._mutatingExtracting(index * columns..<(index + 1) * columns)
      for column in 0..<columns {
        let sum = line[column] + row[column]
        line[column] = sum < 0 ? 0 : sum  // NaN stays NaN
      }
    }
  }

  /// Puts 0 where `result` is not positive.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func clear<Scalar: DenseScalar>(
    _ gradient: inout MutableSpan<Scalar>, whereNotPositive result: Span<Scalar>
  ) {
    let count = checked(result.count, gradient.count)
    for i in 0..<count { gradient[i] = result[i] > 0 ? gradient[i] : 0 }
  }
}
