import CMRDense

/// A recorded operation: which nodes it used, and how a gradient passes through it.
///
/// The forward computation stands beside it, in the method of ``Variable`` that records it.
protocol Operation<Scalar> {
  associatedtype Scalar: DenseScalar

  /// Which operation it is; the tests check the gradient of each.
  static var kind: OperationKind { get }

  /// Adds to the gradients of the inputs what the operation's own gradient contributes.
  func backward(_ pass: inout BackwardPass<Scalar>)
}

/// All differentiable operations. The gradient of every one is checked against finite differences.
package enum OperationKind: String, CaseIterable, Sendable {
  case matmul, linear, addRow, scaleRows
  case add, subtract, multiply, divide, affine
  case relu, exp, log, sqrt, square, clip
  case softmaxRows, logSoftmaxRows, logSumExpRows
  case normaliseRows, normaliseColumns
  case sum, mean, rowSums, columnSums, weightedSum
  case transposed, rows, concatRows, pick, diagonal
  case precomputed
}

extension Tape {
  /// The operations that have been recorded and want a gradient, in order.
  package var recordedKinds: [OperationKind] {
    nodes.compactMap { node in node.operation.map { type(of: $0).kind } }
  }
}
