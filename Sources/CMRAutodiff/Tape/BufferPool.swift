import CMRDense

/// Storage of matrices that are no longer in use, by number of elements: the steps of a training
/// run ask for the same sizes again.
final class BufferPool<Scalar: DenseScalar> {
  private var free: [Int: [[Scalar]]] = [:]

  /// How many matrices had to be allocated because none of their size was free.
  private(set) var allocationCount = 0

  /// A matrix with arbitrary contents.
  func matrix(rows: Int, columns: Int) -> Matrix<Scalar> {
    if let elements = free[rows * columns]?.popLast() {
      return Matrix(rows: rows, columns: columns, elements: elements)
    }
    allocationCount += 1
    return Matrix(rows: rows, columns: columns)
  }

  /// Takes back a matrix; should somebody still hold a copy, the next user's first change copies
  /// it, as with any array.
  func recycle(_ matrix: consuming Matrix<Scalar>) {
    let count = matrix.count
    guard count > 0 else { return }
    free[count, default: []].append(matrix.takeElements())
  }
}
