public import CMRDense

extension Tape {
  /// A scalar that was computed elsewhere, 1 x 1, with its derivative by each variable that it
  /// depends on: dx = g times the derivative, which is constant.
  ///
  /// For losses that are not written on a tape. Every derivative has its variable's shape.
  public func precomputed(
    _ value: Scalar, derivatives: [(of: Variable<Scalar>, matrix: Matrix<Scalar>)]
  ) -> Variable<Scalar> {
    for (variable, matrix) in derivatives {
      precondition(
        matrix.rows == variable.rows && matrix.columns == variable.columns,
        "a derivative of shape \(matrix.shape) does not fit a variable of shape \(variable.shape)")
    }
    let wanted = derivatives.filter { $0.of.wantsGradient }
    let operation = Precomputed(inputs: wanted.map { ($0.of.id, $0.matrix) })
    return record(operation, of: wanted.map(\.of), rows: 1, columns: 1) { $0[0, 0] = value }
  }
}

private struct Precomputed<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .precomputed }
  let inputs: [(node: NodeID, derivative: Matrix<Scalar>)]

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let gradient = pass.gradient[0, 0]
    for (node, derivative) in inputs {
      pass.accumulate(into: node) { $0.add(derivative, scale: gradient) }
    }
  }
}
