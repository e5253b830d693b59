import CMRDense
import RealModule

/// The votes of neighbours among the present embeddings of both modalities side by side.
enum EmbeddingVotes {
  /// The cosines of the nearest neighbours that were given each class, `[N, K]`; a neighbour whose
  /// two labels differ votes half for either.
  static func count(
    _ embeddings: [Matrix<Float>], given: [[Int32]], neighbours: Int, classCount: Int
  ) -> Matrix<Double> {
    let near = FeatureSpaces.beside(embeddings).nearestNeighbours(neighbours, rowsAreUnit: true)
    var votes = Matrix<Double>(rows: near.similarities.rows, columns: classCount)
    for row in 0..<votes.rows {
      for (rank, neighbour) in near.indices(of: row).enumerated() {
        let weight = Double(max(near.similarities[row, rank], 0)) / Double(given.count)
        for labels in given { votes[row, Int(labels[neighbour])] += weight }
      }
    }
    return votes
  }
}

extension Matrix<Double> {
  /// Multiplies by exp(weight votes) and makes rows sum to 1 again.
  mutating func tilt(by votes: Matrix<Double>, weight: Double) {
    for row in 0..<rows {
      let most = votes.row(row).max() ?? 0
      let range = votes.rowRange(row)
      let said = votes.span.extracting(range)
      withMutableRow(row) { beliefs in
        var total = 0.0
        for index in beliefs.indices {
          beliefs[index] *= Double.exp(weight * (said[index] - most))
          total += beliefs[index]
        }
        for index in beliefs.indices { beliefs[index] /= total }
      }
    }
  }
}
