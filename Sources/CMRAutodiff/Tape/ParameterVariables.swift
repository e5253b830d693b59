public import CMRDense

/// The variables of a set of ``Parameters`` on a tape, by name.
public struct ParameterVariables<Scalar: DenseScalar> {
  private let tape: Tape<Scalar>
  private let index: NameIndex
  private let first: Int
  private let recording: Int

  init(tape: Tape<Scalar>, index: NameIndex, first: Int) {
    self.tape = tape
    self.index = index
    self.first = first
    recording = tape.recording
  }

  /// The variable of the parameter called `name`, which exists.
  public subscript(name: String) -> Variable<Scalar> {
    self[position: index.position(of: name)]
  }

  /// The names in order.
  public var names: [String] { index.names }

  /// The variable of the parameter at `position` of ``names``.
  subscript(position position: Int) -> Variable<Scalar> {
    Variable(tape: tape, id: NodeID(first + position), recording: recording)
  }
}
