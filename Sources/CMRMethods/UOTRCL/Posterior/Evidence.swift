package import CMRDense

/// What speaks for each class of each row, by witness: the votes of its neighbours in every space,
/// then the predictions of every linear map.
///
/// No row is a witness of its own: that its labels say nothing here is what makes them evidence of
/// how far the witnesses can be trusted.
package struct Evidence: Sendable {
  /// N.
  package let rowCount: Int
  /// K.
  package let classCount: Int
  /// J: how many witnesses there are.
  package let witnessCount: Int
  /// `[N, K, J]`.
  package private(set) var values: [Float]

  /// Puts down the votes of the `count` nearest neighbours in every space, and `predictions`.
  ///
  /// A neighbour votes with each of its given labels; its votes together weigh its cosine, and
  /// nothing where that is negative.
  ///
  /// - Parameters:
  ///   - predictions: from each linear map, `[N, K]`.
  ///   - given: the distinct sets of given labels.
  package init(
    neighbours: [Neighbours<Float>], count: Int, predictions: [Matrix<Float>], given: [[Int32]],
    classCount: Int
  ) {
    rowCount = given[0].count
    self.classCount = classCount
    witnessCount = neighbours.count + predictions.count
    values = [Float](repeating: 0, count: rowCount * classCount * witnessCount)
    for (witness, near) in neighbours.enumerated() {
      for row in 0..<rowCount { vote(near, count, given, row: row, as: witness) }
    }
    for (place, scores) in predictions.enumerated() {
      let elements = scores.elements
      for index in elements.indices {
        values[index * witnessCount + neighbours.count + place] = elements[index]
      }
    }
  }

  private mutating func vote(
    _ near: Neighbours<Float>, _ count: Int, _ given: [[Int32]], row: Int, as witness: Int
  ) {
    for (rank, neighbour) in near.indices(of: row).prefix(count).enumerated() {
      let weight = max(near.similarities[row, rank], 0) / Float(given.count)
      for labels in given {
        let entry = row * classCount + Int(labels[neighbour])
        values[entry * witnessCount + witness] += weight
      }
    }
  }

  /// What a witness says about a class of a row.
  package func value(row: Int, class label: Int, witness: Int) -> Double {
    Double(values[(row * classCount + label) * witnessCount + witness])
  }
}
