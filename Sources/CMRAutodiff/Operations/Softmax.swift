import CMRDense
private import RealModule

extension Variable {
  /// Each row exponentiated and divided by its sum; with g the gradient of the result p: dx = p (g
  /// - g·p), row by row.
  public func softmaxRows() -> Variable {
    let columns = columns
    return tape.record(SoftmaxRows(x: id), of: self, rows: rows, columns: columns) { result in
      var target = result.mutableSpan
      Kernels.softmaxRows(value.span, columns: columns, into: &target)
    }
  }

  /// The logarithm of ``softmaxRows()``, accurate also for small probabilities; dx = g - exp(y)
  /// times the row's sum of g.
  public func logSoftmaxRows() -> Variable {
    let columns = columns
    return tape.record(LogSoftmaxRows(x: id), of: self, rows: rows, columns: columns) { result in
      var target = result.mutableSpan
      Kernels.logSoftmaxRows(value.span, columns: columns, into: &target)
    }
  }
}

private struct SoftmaxRows<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .softmaxRows }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let result = pass.result
    pass.withMutableGradient { gradient in
      var span = gradient.mutableSpan
      Kernels.softmaxGradient(&span, result.span, columns: result.columns)
    }
    pass.handOver(to: x)
  }
}

private struct LogSoftmaxRows<Scalar: DenseScalar>: Operation {
  static var kind: OperationKind { .logSoftmaxRows }
  let x: NodeID

  func backward(_ pass: inout BackwardPass<Scalar>) {
    let result = pass.result
    pass.withMutableGradient { gradient in
      var span = gradient.mutableSpan
      Kernels.logSoftmaxGradient(&span, result.span, columns: result.columns)
    }
    pass.handOver(to: x)
  }
}

extension Kernels {
  /// Turns the gradient of a row-wise softmax `p` into that of its argument.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func softmaxGradient<Scalar: DenseScalar>(
    _ gradient: inout MutableSpan<Scalar>, _ p: Span<Scalar>, columns: Int
  ) {
    guard checked(p.count, gradient.count) > 0 else { return }
    for start in stride(from: 0, to: p.count, by: columns) {
      let probabilities = p.extracting(start..<start + columns)
      var row = gradient._mutatingExtracting(start..<start + columns)
      let mean = dot(row.span, probabilities)
      for i in 0..<columns { row[i] = probabilities[i] * (row[i] - mean) }
    }
  }

  /// Turns the gradient of a row-wise log-softmax `y` into that of its argument.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func logSoftmaxGradient<Scalar: DenseScalar>(
    _ gradient: inout MutableSpan<Scalar>, _ y: Span<Scalar>, columns: Int
  ) {
    guard checked(y.count, gradient.count) > 0 else { return }
    for start in stride(from: 0, to: y.count, by: columns) {
      let logarithms = y.extracting(start..<start + columns)
      var row = gradient._mutatingExtracting(start..<start + columns)
      let total = sum(row.span)
      for i in 0..<columns { row[i] -= total * Scalar.exp(logarithms[i]) }
    }
  }
}
