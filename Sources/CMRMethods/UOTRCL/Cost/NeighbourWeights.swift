package import CMRDense

/// How much each neighbour's vote counts: the consistency of the two modalities times the
/// neighbour's cosine.
package struct NeighbourWeights {
  /// Which weights.
  package let options: UOTRCL.VoteOptions
  /// Of the first and of the second modality, nearest first.
  package let neighbours: [Neighbours<Float>]
  /// `[N, L]` of both modalities, rows of unit length.
  package let embeddings: [Matrix<Float>]

  /// Weights for these neighbours.
  package init(
    options: UOTRCL.VoteOptions, neighbours: [Neighbours<Float>], embeddings: [Matrix<Float>]
  ) {
    self.options = options
    self.neighbours = neighbours
    self.embeddings = embeddings
  }

  // Where the other modality's closest neighbour is no nearer than a right angle, the ratio is at
  // its bound whatever it is divided by.
  private static var leastCosine: Double { 1e-6 }

  /// The weights `[N, k]` of the neighbours in the modality at `place`, in the order of the
  /// neighbours.
  package func weights(at place: Int) -> Matrix<Double> {
    let near = neighbours[place]
    var weights = near.similarities.converted(to: Double.self)
    for row in 0..<weights.rows {
      let indices = near.indices(of: row)
      let ratio = options.consistency == .top1Ratio ? top1Ratio(row, at: place) : 1
      weights.withMutableRow(row) { cosines in
        for (rank, neighbour) in indices.enumerated() {
          let cosine = cosines[rank]
          let consistency =
            options.consistency == .pairwise
            ? pairwise(cosine, row, neighbour, at: place) : ratio
          cosines[rank] = consistency * (options.rectified ? max(cosine, 0) : cosine)
        }
      }
    }
    return weights
  }

  /// c_i of the modality at `place`: the ratio of the cosines with the closest neighbour, clipped;
  /// the second modality has the inverse.
  private func top1Ratio(_ row: Int, at place: Int) -> Double {
    guard neighbours[0].count > 0 else { return 1 }
    let first = Double(neighbours[0].similarities[row, 0])
    let second = Double(neighbours[1].similarities[row, 0])
    let bound = options.consistencyBound
    let ratio = min(max(first / max(second, Self.leastCosine), 1 / bound), bound)
    return place == 0 ? ratio : 1 / ratio
  }

  /// How far a neighbour is (1 - cos) by how far it is in the other modality, at most 1.
  private func pairwise(_ cosine: Double, _ row: Int, _ neighbour: Int, at place: Int) -> Double {
    let other = embeddings[1 - place]
    let there = 1 - Double(other.dot(row: row, with: other, row: neighbour))
    let here = max(1 - cosine, 0)
    return here >= there ? 1 : here / there
  }
}
