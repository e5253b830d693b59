package import CMRDense

/// W of ``SMLN``: which rows of a batch are to lie together, all modalities below each other.
package enum SimilarityMatrix {
  /// `[mn, mn]` for m modalities of n rows, symmetric, with zeros on the diagonal.
  ///
  /// - Parameters:
  ///   - features: `[n, D]` by modality; row i of all belongs together.
  ///   - labels: 1 where a row has a class, `[n, K]` by modality.
  ///   - neighbours: How many rows of its modality a row goes by of which either has no class.
  package static func of<Scalar: DenseScalar>(
    _ features: [Matrix<Scalar>], labels: [Matrix<Scalar>], neighbours: Int
  ) -> Matrix<Scalar> {
    let all = Matrix.concatenated(labels)
    var similarity = Matrix.product(all, all, transposingB: true).map { min($0, 1) }
    let rows = features[0].rows
    for row in 0..<rows {
      for a in features.indices {
        for b in features.indices { similarity[a * rows + row, b * rows + row] = a == b ? 0 : 1 }
      }
    }
    for (place, features) in features.enumerated() {
      let isLabelled = labels[place].rowSums().map { $0 > 0 }
      guard isLabelled.contains(false) else { continue }
      addGraph(features, isLabelled, neighbours, at: place * rows, to: &similarity)
    }
    return similarity
  }

  private static func addGraph<Scalar: DenseScalar>(
    _ features: Matrix<Scalar>, _ isLabelled: [Bool], _ neighbours: Int, at start: Int,
    to similarity: inout Matrix<Scalar>
  ) {
    let units = features.normalisedRows()
    let cosines = Matrix.product(units, units, transposingB: true)
    for row in 0..<features.rows {
      let others = (0..<features.rows).filter { $0 != row }
      // Equal cosines in the order of the rows: the same on every machine.
      let nearest = others.sorted { a, b in
        let (x, y) = (cosines[row, a], cosines[row, b])
        return x == y ? a < b : x > y
      }
      for other in nearest.prefix(neighbours) where !(isLabelled[row] && isLabelled[other]) {
        let weight = max(0, cosines[row, other])
        similarity[start + row, start + other] = weight
        similarity[start + other, start + row] = weight
      }
    }
  }
}
