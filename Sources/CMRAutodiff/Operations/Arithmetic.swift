import CMRDense

extension Variable {
  /// x + y elementwise; the gradient goes to both.
  public static func + (x: Variable, y: Variable) -> Variable {
    x.requireShape(of: y, "add")
    return x.tape.record(
      Add<Scalar>(x: x.id, y: y.id), of: x, y, rows: x.rows, columns: x.columns
    ) { result in
      var target = result.mutableSpan
      Kernels.sum(x.value.span, y.value.span, scale: 1, into: &target)
    }
  }

  /// x - y elementwise; the gradient goes to x, its negative to y.
  public static func - (x: Variable, y: Variable) -> Variable {
    x.requireShape(of: y, "subtract")
    return x.tape.record(
      Subtract<Scalar>(x: x.id, y: y.id), of: x, y, rows: x.rows, columns: x.columns
    ) { result in
      var target = result.mutableSpan
      Kernels.sum(x.value.span, y.value.span, scale: -1, into: &target)
    }
  }

  /// x y elementwise (Hadamard); dx = dy' y, dy = dy' x with dy' the gradient of the result.
  public static func * (x: Variable, y: Variable) -> Variable {
    x.requireShape(of: y, "multiply")
    return x.tape.record(
      Multiply<Scalar>(x: x.id, y: y.id), of: x, y, rows: x.rows, columns: x.columns
    ) { result in
      var target = result.mutableSpan
      Kernels.product(x.value.span, y.value.span, into: &target)
    }
  }

  /// x / y elementwise; with q the result and g its gradient: dx = g / y, dy = -g q / y.
  public static func / (x: Variable, y: Variable) -> Variable {
    x.requireShape(of: y, "divide")
    return x.tape.record(
      Divide<Scalar>(x: x.id, y: y.id), of: x, y, rows: x.rows, columns: x.columns
    ) { result in
      var target = result.mutableSpan
      Kernels.quotient(x.value.span, y.value.span, into: &target)
    }
  }
}

private struct Add<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .add }

  let x: NodeID
  let y: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    pass.accumulate(into: y) { $0.add(gradient) }
    pass.handOver(to: x)
  }
}

private struct Subtract<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .subtract }

  let x: NodeID
  let y: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    pass.accumulate(into: y) { $0.add(gradient, scale: -1) }
    pass.handOver(to: x)
  }
}

private struct Multiply<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .multiply }

  let x: NodeID
  let y: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient
    let (valueX, valueY) = (pass.value(x), pass.value(y))
    pass.accumulate(into: x) { target in
      var span = target.mutableSpan
      Kernels.addProduct(gradient.span, valueY.span, scale: 1, to: &span)
    }
    pass.accumulate(into: y) { target in
      var span = target.mutableSpan
      Kernels.addProduct(gradient.span, valueX.span, scale: 1, to: &span)
    }
  }
}

private struct Divide<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .divide }

  let x: NodeID
  let y: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let (valueY, result) = (pass.value(y), pass.result)
    pass.withMutableGradient { gradient in
      var span = gradient.mutableSpan
      Kernels.divide(&span, by: valueY.span)
    }
    let gradient = pass.gradient  // of x: g / y
    pass.accumulate(into: y) { target in
      var span = target.mutableSpan
      Kernels.addProduct(gradient.span, result.span, scale: -1, to: &span)
    }
    pass.handOver(to: x)
  }
}

extension Kernels {
  /// `y = x / z`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func quotient<Scalar: DenseScalar>(
    _ x: Span<Scalar>, _ z: Span<Scalar>, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    checked(z.count, y.count)
    for i in 0..<count { y[i] = x[i] / z[i] }
  }

  /// `y = y / z`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func divide<Scalar: DenseScalar>(_ y: inout MutableSpan<Scalar>, by z: Span<Scalar>) {
    let count = checked(z.count, y.count)
    for i in 0..<count { y[i] /= z[i] }
  }
}
