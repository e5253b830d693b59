import CMRDense

extension Tape {
  /// The derivative of `loss`, which is 1 x 1, by every parameter; ends the recording.
  ///
  /// Afterwards the values of computed variables can still be read, but the tape no longer holds
  /// the matrices of parameters and constants, so that an optimiser can change them in place. The
  /// next recording begins with ``reset()``.
  public func gradients(of loss: Variable<Scalar>) -> Gradients<Scalar> {
    check(loss)
    precondition(
      loss.rows == 1 && loss.columns == 1,
      "gradients are of a scalar; this variable has the shape [\(loss.rows), \(loss.columns)]")
    precondition(!isFinished, "gradients(of:) has ended this recording; reset() begins another")
    gradientStorage.removeAll(keepingCapacity: true)
    for _ in nodes.indices { gradientStorage.append(nil) }
    if nodes[loss.id.index].wantsGradient {
      var one = pool.matrix(rows: 1, columns: 1)
      one[0, 0] = 1
      gradientStorage[loss.id.index] = one
    }
    propagate(from: loss.id.index)
    finish()
    var matrices: [Matrix<Scalar>?] = []
    swap(&matrices, &gradientStorage)
    return Gradients(tape: self, recording: recording, matrices: matrices)
  }

  /// Runs the operations backwards; each one's own gradient goes back to the pool once it has been
  /// passed on.
  private func propagate(from root: Int) {
    for index in stride(from: root, through: 0, by: -1) {
      guard let operation = nodes[index].operation, let gradient = gradientStorage[index].take()
      else { continue }
      var pass = BackwardPass(tape: self, output: NodeID(index), gradient: gradient)
      operation.backward(&pass)
      pass.finish()
    }
  }
}
