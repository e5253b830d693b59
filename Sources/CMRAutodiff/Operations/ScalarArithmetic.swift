import CMRDense

/// Arithmetic with a number: y = a x + b, dx = a dy.
extension Variable {
  /// Every element times `factor`.
  public static func * (x: Variable, factor: Scalar) -> Variable { x.affine(factor, 0) }

  /// Every element times `factor`.
  public static func * (factor: Scalar, x: Variable) -> Variable { x.affine(factor, 0) }

  /// Every element divided by `divisor`.
  public static func / (x: Variable, divisor: Scalar) -> Variable { x.affine(1 / divisor, 0) }

  /// Every element plus `offset`.
  public static func + (x: Variable, offset: Scalar) -> Variable { x.affine(1, offset) }

  /// `offset` plus every element.
  public static func + (offset: Scalar, x: Variable) -> Variable { x.affine(1, offset) }

  /// Every element less `offset`.
  public static func - (x: Variable, offset: Scalar) -> Variable { x.affine(1, -offset) }

  /// `offset` less every element.
  public static func - (offset: Scalar, x: Variable) -> Variable { x.affine(-1, offset) }

  /// Every element negated.
  public static prefix func - (x: Variable) -> Variable { x.affine(-1, 0) }

  private func affine(_ scale: Scalar, _ offset: Scalar) -> Variable {
    tape.record(Affine(x: id, scale: scale), of: self, rows: rows, columns: columns) { result in
      var target = result.mutableSpan
      Kernels.affine(value.span, scale: scale, offset: offset, into: &target)
    }
  }
}

private struct Affine<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .affine }

  let x: NodeID
  let scale: Scalar

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let scale = scale
    if scale != 1 { pass.withMutableGradient { $0.scale(by: scale) } }
    pass.handOver(to: x)
  }
}
