public import CMRDense

/// The derivative of a loss by the parameters of a recording.
///
/// Unique: when it dies, its storage goes back to the tape for the next step.
public struct Gradients<Scalar: DenseScalar>: ~Copyable {
  private let tape: Tape<Scalar>
  private let recording: Int
  private let matrices: [Matrix<Scalar>?]  // by node

  init(tape: Tape<Scalar>, recording: Int, matrices: consuming [Matrix<Scalar>?]) {
    self.tape = tape
    self.recording = recording
    self.matrices = matrices
  }

  /// The derivative by `parameter`, in its shape; zero if the loss does not depend on it.
  ///
  /// Ask for parameters only: gradients of computed variables are not kept.
  public subscript(parameter: Variable<Scalar>) -> Matrix<Scalar> {
    if let matrix = matrix(of: parameter) { return matrix }
    return Matrix(rows: parameter.rows, columns: parameter.columns)
  }

  /// The derivative by `parameter`, or `nil` if the loss does not depend on it.
  func matrix(of parameter: Variable<Scalar>) -> Matrix<Scalar>? {
    precondition(
      parameter.tape === tape && parameter.recording == recording,
      "these gradients are of another recording")
    precondition(
      parameter.isParameter, "gradients are kept of parameters, not of constants and results")
    return matrices[parameter.id.index]
  }

  deinit {
    tape.takeBack(matrices)
  }
}

extension Tape {
  /// Puts gradients that nobody needs any more into the pool, and their list in its place.
  fileprivate func takeBack(_ matrices: consuming [Matrix<Scalar>?]) {
    var matrices = matrices
    for index in matrices.indices {
      if let matrix = matrices[index].take() { pool.recycle(matrix) }
    }
    if gradientStorage.isEmpty { gradientStorage = matrices }
  }
}
