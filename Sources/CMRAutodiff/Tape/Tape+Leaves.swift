public import CMRDense

extension Tape {
  /// A matrix that no gradient is wanted of: data, targets, weights of a sum.
  public func constant(_ matrix: Matrix<Scalar>) -> Variable<Scalar> {
    append(leaf: matrix, wantsGradient: false)
  }

  /// A matrix that the gradient is wanted of.
  ///
  /// A parameter that serves twice is made once and used twice: its gradient is then the sum.
  public func parameter(_ matrix: Matrix<Scalar>) -> Variable<Scalar> {
    append(leaf: matrix, wantsGradient: true)
  }

  /// All of `parameters`, each as a ``parameter(_:)``, to be looked up by name.
  public func parameters(_ parameters: Parameters<Scalar>) -> ParameterVariables<Scalar> {
    let first = nodeCount
    for matrix in parameters.matrices { _ = parameter(matrix) }
    return ParameterVariables(tape: self, index: parameters.index, first: first)
  }

  private func append(leaf matrix: Matrix<Scalar>, wantsGradient: Bool) -> Variable<Scalar> {
    append(
      Node(
        rows: matrix.rows, columns: matrix.columns, value: matrix, operation: nil,
        wantsGradient: wantsGradient, isLeaf: true))
  }
}

extension Variable {
  /// The same values as a constant: no gradient flows back through it.
  public func detached() -> Variable { tape.constant(value) }
}
