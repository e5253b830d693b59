public import CMRDense

/// A matrix on a ``Tape``: a leaf, or the result of an operation on other variables.
///
/// A handle, cheap to copy. It is valid until its tape is reset.
public struct Variable<Scalar: DenseScalar> {
  /// The tape that recorded it.
  public let tape: Tape<Scalar>

  let id: NodeID
  let recording: Int

  /// The matrix.
  public var value: Matrix<Scalar> {
    tape.check(self)
    let node = tape.nodes[id.index]
    precondition(
      !(node.isLeaf && tape.isFinished),
      "gradients(of:) has let go of the matrices of parameters and constants")
    return node.value
  }

  /// How many rows.
  public var rows: Int {
    tape.check(self)
    return tape.nodes[id.index].rows
  }

  /// How many columns.
  public var columns: Int {
    tape.check(self)
    return tape.nodes[id.index].columns
  }

  /// The element of a 1 x 1 variable, for example a loss.
  public var scalar: Scalar {
    precondition(
      rows == 1 && columns == 1, "a variable of shape \(shape) is not a single number")
    return value[0, 0]
  }

  /// Whether a parameter is among what it was computed from.
  public var wantsGradient: Bool {
    tape.check(self)
    return tape.nodes[id.index].wantsGradient
  }

  /// Whether it is a leaf that a gradient is wanted of.
  var isParameter: Bool { wantsGradient && tape.nodes[id.index].isLeaf }

  /// The shape as error texts spell it.
  var shape: String { "[\(rows), \(columns)]" }

  /// Stops the program, naming both shapes, where `other` differs in shape.
  func requireShape(of other: Variable, _ verb: StaticString) {
    precondition(
      rows == other.rows && columns == other.columns,
      "cannot \(verb) variables of shapes \(shape) and \(other.shape)")
  }
}

/// The place of a variable on its tape; 32 bits, so that operations fit into the tape's nodes
/// without a box.
struct NodeID: Sendable {
  private let raw: Int32

  init(_ index: Int) { raw = Int32(index) }

  var index: Int { Int(raw) }
}
