public import CMRDense

/// Records a computation over matrices as it runs, and differentiates it backwards.
///
/// Write the forward computation with the methods of ``Variable``; ``gradients(of:)`` gives the
/// derivative of a scalar result by every parameter. Gradients flow only to where they are wanted:
/// what depends on constants alone is not recorded, and no product is formed for it.
///
/// One tape serves one recording at a time. ``reset()`` begins the next one and keeps the storage,
/// so a training step that has the shapes of the one before allocates nothing.
///
/// ```swift
/// let tape = Tape<Double>()
/// let x = tape.constant(Matrix([[1, 2], [3, 4]]))
/// let w = tape.parameter(Matrix([[0.5], [-0.5]]))
/// let loss = x.matmul(w).square().mean()     // ((-.5)² + (-.5)²) / 2
/// let slope = tape.gradients(of: loss)[w]    // [[-2], [-3]]
/// ```
public final class Tape<Scalar: DenseScalar> {
  /// What one operation or leaf left behind.
  struct Node {
    let rows: Int
    let columns: Int
    var value: Matrix<Scalar>
    /// `nil` of leaves and of everything that needs no gradient.
    let operation: (any Operation<Scalar>)?
    let wantsGradient: Bool
    let isLeaf: Bool
  }

  private(set) var nodes: [Node] = []

  /// Per node the sum of the contributions to its gradient so far; empty but for the time of
  /// ``gradients(of:)``.
  var gradientStorage: [Matrix<Scalar>?] = []
  let pool = BufferPool<Scalar>()

  /// Counts recordings, so that a variable of an earlier one is noticed.
  private(set) var recording = 0

  /// Whether ``gradients(of:)`` has ended the recording.
  private(set) var isFinished = false

  /// An empty tape.
  public init() {}

  /// Forgets the recording and keeps its storage for the next; variables made so far may no longer
  /// be used.
  public func reset() {
    releaseLeaves()
    for index in nodes.indices where !nodes[index].isLeaf { recycleValue(index) }
    nodes.removeAll(keepingCapacity: true)
    recording += 1
    isFinished = false
  }

  /// How many operations and leaves the recording has.
  public var nodeCount: Int { nodes.count }

  /// How many matrices the tape has allocated in its life; constant from the second of equal steps
  /// on.
  public var allocationCount: Int { pool.allocationCount }

  /// Adds a node and hands out its variable.
  func append(_ node: Node) -> Variable<Scalar> {
    precondition(!isFinished, "gradients(of:) has ended this recording; reset() begins another")
    nodes.append(node)
    return Variable(tape: self, id: NodeID(nodes.count - 1), recording: recording)
  }

  /// Ends the recording.
  func finish() {
    isFinished = true
    releaseLeaves()
  }

  private func recycleValue(_ index: Int) {
    var value = Matrix<Scalar>(rows: 0, columns: 0, elements: [])
    swap(&value, &nodes[index].value)
    pool.recycle(value)
  }

  /// Lets go of the matrices that belong to the caller, who can then change them in place.
  private func releaseLeaves() {
    for index in nodes.indices where nodes[index].isLeaf {
      nodes[index].value = Matrix(rows: 0, columns: 0, elements: [])
    }
  }
}
