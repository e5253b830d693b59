package import CMRDense

/// mu: one unit vector per class, which soft targets are moved by (PiCO, ICLR 2022).
package struct Prototypes: Sendable, Equatable {
  /// `[K, L]`; the row of a class that no label has is zero until an embedding of the class comes
  /// by.
  package private(set) var matrix: Matrix<Float>

  /// Prototypes as they were saved.
  package init(_ matrix: Matrix<Float>) { self.matrix = matrix }

  /// The normalised mean of the embeddings of every class, by the given labels of each modality.
  package init(meanOf embeddings: [Matrix<Float>], given: [[Int32]], classCount: Int) {
    let dimension = embeddings[0].columns
    var sums = Matrix<Double>(rows: classCount, columns: dimension)
    for (rows, labels) in zip(embeddings, given) {
      for (row, label) in labels.enumerated() {
        let embedding = rows.row(row)
        sums.withMutableRow(Int(label)) { sum in
          for (index, value) in embedding.enumerated() { sum[index] += Double(value) }
        }
      }
    }
    matrix = sums.normalisedRows().converted(to: Float.self)
  }

  /// The class of every row of a batch: argmax_k of mu_k . z summed over the modalities.
  package func nearest(_ embeddings: [Matrix<Float>]) -> [Int] {
    var scores = Matrix<Float>(rows: embeddings[0].rows, columns: matrix.rows)
    for rows in embeddings { scores.addProduct(of: rows, matrix, transposingB: true) }
    return scores.argmaxRows()
  }

  /// mu_k <- normalise(momentum mu_k + (1 - momentum) z).
  package mutating func move(_ index: Int, toward embedding: ArraySlice<Float>, momentum: Float) {
    matrix.withMutableRow(index) { prototype in
      var square: Float = 0
      for (place, value) in embedding.enumerated() {
        let next = momentum * prototype[place] + (1 - momentum) * value
        prototype[place] = next
        square += next * next
      }
      guard square > 0 else { return }
      let factor = 1 / square.squareRoot()
      for place in prototype.indices { prototype[place] *= factor }
    }
  }
}
