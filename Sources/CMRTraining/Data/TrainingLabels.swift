public import CMRDense

/// Labels of a number of rows.
public enum TrainingLabels: Sendable, Equatable {
  /// One class index in `0..<K` per row.
  case classIndices([Int32])
  /// `[n, K]`, 1 where the row has the class and 0 elsewhere.
  case multiHot(Matrix<Float>)

  /// How many rows are labelled.
  public var count: Int {
    switch self {
    case .classIndices(let indices): indices.count
    case .multiHot(let matrix): matrix.rows
    }
  }

  /// The class index of every row; nil for multi-hot labels.
  public var indices: [Int32]? {
    guard case .classIndices(let indices) = self else { return nil }
    return indices
  }

  /// The labels of `rows`, in that order.
  public func gathering(_ rows: [Int]) -> TrainingLabels {
    switch self {
    case .classIndices(let indices): .classIndices(rows.map { indices[$0] })
    case .multiHot(let matrix): .multiHot(matrix.gathering(rows: rows))
    }
  }

  /// `[n, K]` with 1 where a row has the class; one 1 per row for class indices.
  public func oneHot(classCount: Int) -> Matrix<Float> {
    switch self {
    case .multiHot(let matrix): return matrix
    case .classIndices(let indices):
      var elements = [Float](repeating: 0, count: indices.count * classCount)
      for (row, index) in indices.enumerated() { elements[row * classCount + Int(index)] = 1 }
      return Matrix(rows: indices.count, columns: classCount, elements: elements)
    }
  }
}
