public import CMRDense
public import CMRStore

/// Labels of a number of rows.
public enum TrainingLabels: Sendable, Equatable {
  /// One class index in `0..<K` per row.
  case classIndices([Int32])
  /// `[n, K]`, 1 where the row has the class and 0 elsewhere; a byte each.
  case multiHot(MultiHot)

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
    case .multiHot(let matrix): .multiHot(matrix.gathering(rows))
    }
  }

  /// `[n, K]` with 1 where a row has the class; one 1 per row for class indices.
  public func oneHot(classCount: Int) -> Matrix<Float> {
    switch self {
    case .multiHot(let matrix):
      return Matrix(
        rows: matrix.rows, columns: matrix.classes, elements: matrix.elements.map { Float($0) })
    case .classIndices(let indices):
      var elements = [Float](repeating: 0, count: indices.count * classCount)
      for (row, index) in indices.enumerated() { elements[row * classCount + Int(index)] = 1 }
      return Matrix(rows: indices.count, columns: classCount, elements: elements)
    }
  }
}

extension MultiHot {
  /// The labels of `rows`, in that order.
  fileprivate func gathering(_ rows: [Int]) -> MultiHot {
    var gathered: [UInt8] = []
    gathered.reserveCapacity(rows.count * classes)
    for row in rows { gathered += elements[row * classes..<(row + 1) * classes] }
    return MultiHot(rows: rows.count, classes: classes, elements: gathered)
  }
}
