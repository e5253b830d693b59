package import CMRDense

/// y: what the method believes of every training row's class, moved a little at every step.
package struct SoftTargets: Sendable, Equatable {
  /// `[N, K]`, rows summing to 1.
  package private(set) var matrix: Matrix<Float>

  /// Targets as they were saved.
  package init(_ matrix: Matrix<Float>) { self.matrix = matrix }

  /// The mean of the given labels of the modalities.
  package init(given: [[Int32]], classCount: Int) {
    let share = 1 / Float(given.count)
    var targets = Matrix<Float>(rows: given[0].count, columns: classCount)
    for labels in given {
      for (row, label) in labels.enumerated() { targets[row, Int(label)] += share }
    }
    matrix = targets
  }

  /// y_i <- m y_i + (1 - m) onehot(class_i) for the rows of a batch.
  package mutating func move(_ positions: [Int], toward classes: [Int], momentum: Float) {
    for (row, index) in zip(positions, classes) {
      matrix.withMutableRow(row) { target in
        for place in target.indices { target[place] *= momentum }
        target[index] += 1 - momentum
      }
    }
  }
}
