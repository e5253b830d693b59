public import CMRDense

/// What adds a derivative, times a factor, to a matrix of its variable's shape.
public typealias DerivativeAdder<Scalar: DenseScalar> = (
  _ gradient: inout Matrix<Scalar>, _ factor: Scalar
) -> Void

extension Tape {
  /// A scalar that was computed elsewhere, 1 x 1, with its derivative by each variable that it
  /// depends on: dx = g times the derivative, which is constant.
  ///
  /// For losses that are not written on a tape. A derivative is given by what adds it, so that it
  /// can lie in memory of any kind; it is asked for at most once, in ``gradients(of:)``.
  public func precomputed(
    _ value: Scalar, derivatives: [(of: Variable<Scalar>, add: DerivativeAdder<Scalar>)]
  ) -> Variable<Scalar> {
    let wanted = derivatives.filter { $0.of.wantsGradient }
    let operation = Precomputed(inputs: wanted.map { ($0.of.id, $0.add) })
    return record(operation, of: wanted.map(\.of), rows: 1, columns: 1) { $0[0, 0] = value }
  }
}

private struct Precomputed<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .precomputed }
  let inputs: [(node: NodeID, add: DerivativeAdder<Scalar>)]

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient[0, 0]
    for (node, add) in inputs { pass.accumulate(into: node) { add(&$0, gradient) } }
  }
}
