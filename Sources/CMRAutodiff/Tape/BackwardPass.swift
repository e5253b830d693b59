import CMRDense

/// What an operation sees while it passes its gradient on: its own gradient, the values, and where
/// contributions go.
struct BackwardPass<Scalar: DenseScalar> {
  let tape: Tape<Scalar>
  let output: NodeID

  private var held: Matrix<Scalar>?

  init(tape: Tape<Scalar>, output: NodeID, gradient: consuming Matrix<Scalar>) {
    self.tape = tape
    self.output = output
    held = gradient
  }

  /// The derivative of the loss by the operation's result.
  var gradient: Matrix<Scalar> {
    guard let held else { preconditionFailure("the gradient has been handed over already") }
    return held
  }

  /// The operation's result.
  var result: Matrix<Scalar> { value(output) }

  /// The value of an input.
  func value(_ node: NodeID) -> Matrix<Scalar> { tape.nodes[node.index].value }

  /// Whether the gradient of an input is wanted; where it is not, its computation is skipped.
  func wants(_ node: NodeID) -> Bool { tape.nodes[node.index].wantsGradient }

  /// Runs `body` on the operation's own gradient, which nobody reads later: room for a masked form
  /// of it.
  mutating func withMutableGradient(_ body: (inout Matrix<Scalar>) -> Void) {
    guard var gradient = held.take() else { return }
    body(&gradient)
    held = gradient
  }

  /// Adds a contribution to the gradient of an input, if that is wanted: `body` adds to a matrix of
  /// the input's shape.
  func accumulate(into node: NodeID, _ body: (inout Matrix<Scalar>) -> Void) {
    contribute(to: node) { gradient, isFirst in
      if isFirst { gradient.fill(with: 0) }
      body(&gradient)
    }
  }

  /// Adds a contribution by a product: `body` forms `keeping` times the matrix plus it, where
  /// `keeping` is 0 at the first contribution and 1 afterwards.
  func accumulateProduct(into node: NodeID, _ body: (inout Matrix<Scalar>, Scalar) -> Void) {
    contribute(to: node) { gradient, isFirst in body(&gradient, isFirst ? 0 : 1) }
  }

  /// Adds the operation's own gradient to that of an input of the same number of elements. As the
  /// last act of a backward pass: a first contribution is the very matrix, handed over.
  mutating func handOver(to node: NodeID) {
    guard wants(node), let gradient = held.take() else { return }
    let (rows, columns) = (tape.nodes[node.index].rows, tape.nodes[node.index].columns)
    if tape.gradientStorage[node.index] == nil {
      tape.gradientStorage[node.index] = gradient.reshaped(rows: rows, columns: columns)
    } else {
      accumulate(into: node) { target in
        var span = target.mutableSpan
        Kernels.add(gradient.span, scale: 1, to: &span)
      }
      held = gradient
    }
  }

  /// Gives the operation's own gradient back for reuse.
  mutating func finish() {
    if let gradient = held.take() { tape.pool.recycle(gradient) }
  }

  private func contribute(to node: NodeID, _ body: (inout Matrix<Scalar>, Bool) -> Void) {
    guard wants(node) else { return }
    if var gradient = tape.gradientStorage[node.index].take() {
      body(&gradient, false)
      tape.gradientStorage[node.index] = gradient
    } else {
      let target = tape.nodes[node.index]
      var gradient = tape.pool.matrix(rows: target.rows, columns: target.columns)
      body(&gradient, true)
      tape.gradientStorage[node.index] = gradient
    }
  }
}
