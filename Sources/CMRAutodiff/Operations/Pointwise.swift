import CMRDense
private import RealModule

/// Functions of each element alone: dx = f'(x) dy.
extension Variable {
  /// max(x, 0); the derivative at 0 is 0.
  public func relu() -> Variable {
    pointwise(Relu(x: id)) { Kernels.rectify($0, into: &$1) }
  }

  /// e to the power of x; the derivative is the result. Overflows to infinity above 88 in `Float`,
  /// 709 in `Double`.
  public func exp() -> Variable {
    pointwise(Exp(x: id)) { Kernels.exp($0, into: &$1) }
  }

  /// The natural logarithm; the derivative is 1 / x. At 0 the value is minus infinity:
  /// ``clip(_:_:)`` first, or use the logarithmic forms ``logSoftmaxRows()`` and
  /// ``logSumExpRows(excluding:)``.
  public func log() -> Variable {
    pointwise(Log(x: id)) { Kernels.log($0, into: &$1) }
  }

  /// The square root; the derivative is 1 / (2 y), infinite at 0.
  public func sqrt() -> Variable {
    pointwise(SquareRoot(x: id)) { Scalar.squareRoots($0, into: &$1) }
  }

  /// The square; the derivative is 2 x.
  public func square() -> Variable {
    pointwise(Square(x: id)) { Kernels.product($0, $0, into: &$1) }
  }

  /// The nearest number in `lower...upper`; the derivative is 1 inside, at the bounds too, and 0
  /// outside.
  public func clip(_ lower: Scalar, _ upper: Scalar) -> Variable {
    precondition(lower <= upper, "cannot clip to \(lower)...\(upper)")
    return pointwise(Clip(x: id, lower: lower, upper: upper)) {
      Kernels.clip($0, lower: lower, upper: upper, into: &$1)
    }
  }

  private func pointwise(
    _ operation: some Operation<Scalar>,
    _ function: (Span<Scalar>, inout MutableSpan<Scalar>) -> Void
  ) -> Variable {
    tape.record(operation, of: self, rows: rows, columns: columns) { result in
      var target = result.mutableSpan
      function(value.span, &target)
    }
  }
}

private struct Relu<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .relu }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let result = pass.result
    pass.multiplyGradient { Kernels.clear(&$0, whereNotPositive: result.span) }
    pass.handOver(to: x)
  }
}

private struct Exp<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .exp }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let result = pass.result
    pass.multiplyGradient { Kernels.multiply(&$0, by: result.span, scale: 1) }
    pass.handOver(to: x)
  }
}

private struct Log<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .log }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let value = pass.value(x)
    pass.multiplyGradient { Kernels.divide(&$0, by: value.span) }
    pass.handOver(to: x)
  }
}

private struct SquareRoot<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .sqrt }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let result = pass.result
    pass.multiplyGradient { gradient in
      Kernels.divide(&gradient, by: result.span)
      Kernels.scale(&gradient, by: 0.5)
    }
    pass.handOver(to: x)
  }
}

private struct Square<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .square }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let value = pass.value(x)
    pass.multiplyGradient { Kernels.multiply(&$0, by: value.span, scale: 2) }
    pass.handOver(to: x)
  }
}

private struct Clip<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .clip }
  let x: NodeID
  let lower: Scalar
  let upper: Scalar

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let (value, lower, upper) = (pass.value(x), lower, upper)
    pass.multiplyGradient {
      Kernels.clear(&$0, whereOutside: value.span, lower: lower, upper: upper)
    }
    pass.handOver(to: x)
  }
}

extension BackwardPass {
  /// Runs `body` on the elements of the operation's own gradient.
  fileprivate mutating func multiplyGradient(_ body: (inout MutableSpan<Scalar>) -> Void) {
    withMutableGradient { gradient in
      var span = gradient.mutableSpan
      body(&span)
    }
  }
}
