import CMRDense
import CMRMethods
import CMRRandom

/// A small training set with embeddings, labels and everything else that votes are made of.
struct VoteScene {
  let rows = 20
  let classes = 3
  let neighbours: Int
  let embeddings: [Matrix<Float>]
  private(set) var given: [[Int32]]
  let corrected: Matrix<Float>
  let probabilities: [Matrix<Float>]

  init(seed: UInt64, neighbours: Int) {
    var random = RandomStream(seed: seed, domain: "votes")
    self.neighbours = neighbours
    let count = rows
    let classes = classes
    embeddings = (0..<2).map { _ in random.embeddings(count, 5) }
    given = (0..<2).map { _ in random.labels(count, classes: classes) }
    corrected = random.distributions(count, classes).converted(to: Float.self)
    probabilities = (0..<2).map { _ in
      random.distributions(count, classes).converted(to: Float.self)
    }
  }

  /// The same scene with every label of the modality at `place` changed.
  func relabelled(_ place: Int) -> VoteScene {
    var scene = self
    scene.given[place] = given[place].map { ($0 + 1) % Int32(classes) }
    return scene
  }

  /// The votes as the method counts them.
  func votes(_ options: UOTRCL.VoteOptions) -> Votes {
    let found = embeddings.map { $0.nearestNeighbours(neighbours, rowsAreUnit: true) }
    let weights = NeighbourWeights(options: options, neighbours: found, embeddings: embeddings)
    return Votes(
      options: options, classCount: classes, given: given, corrected: corrected,
      neighbours: found, weights: [0, 1].map { weights.weights(at: $0) },
      probabilities: options.prediction > 0 ? probabilities : [])
  }

  /// Section 1 of the reference, row by row over all other rows.
  func naiveVotes(_ options: UOTRCL.VoteOptions) -> Matrix<Double> {
    var votes = Matrix<Double>(rows: rows, columns: classes)
    let places = options.modalities.naivePlaces
    for i in 0..<rows {
      var vote = [Double](repeating: 0, count: classes)
      for place in places {
        for j in nearest(to: i, in: place) {
          let weight = consistency(options, i, j, place) * similarity(options, i, j, place)
          for k in 0..<classes {
            vote[k] += weight * ballot(options, j, place, k) / Double(places.count)
          }
        }
      }
      votes.setRow(i, to: vote)
    }
    let own = options.own * (options.ownScaling == .agreement ? agreement(votes, places) : 1)
    for i in 0..<rows {
      let total = votes.row(i).reduce(0, +)
      for k in 0..<classes {
        for place in places {
          let label = given[place][i] == Int32(k) ? 1.0 : 0
          let p = Double(probabilities[place][i, k])
          votes[i, k] += total * (own * label + options.prediction * p) / Double(places.count)
        }
      }
    }
    return votes
  }

  private func agreement(_ votes: Matrix<Double>, _ places: [Int]) -> Double {
    var hits = 0
    for i in 0..<rows {
      let best = votes.row(i).enumerated().max { $0.1 < $1.1 }?.0 ?? 0
      for place in places where Int(given[place][i]) == best { hits += 1 }
    }
    return Double(hits) / Double(rows * places.count)
  }

  private func cosine(_ i: Int, _ j: Int, _ place: Int) -> Double {
    zip(embeddings[place].row(i), embeddings[place].row(j)).reduce(0) {
      $0 + Double($1.0) * Double($1.1)
    }
  }

  private func similarity(_ options: UOTRCL.VoteOptions, _ i: Int, _ j: Int, _ place: Int) -> Double
  {
    options.rectified ? max(0, cosine(i, j, place)) : cosine(i, j, place)
  }

  private func nearest(to i: Int, in place: Int) -> [Int] {
    let others = (0..<rows).filter { $0 != i }
    return Array(others.sorted { cosine(i, $0, place) > cosine(i, $1, place) }.prefix(neighbours))
  }

  private func consistency(_ options: UOTRCL.VoteOptions, _ i: Int, _ j: Int, _ place: Int)
    -> Double
  {
    switch options.consistency {
    case .none: return 1
    case .pairwise:
      return min(1, (1 - cosine(i, j, place)) / (1 - cosine(i, j, 1 - place)))
    case .top1Ratio:
      let closest = [0, 1].map { cosine(i, nearest(to: i, in: $0)[0], $0) }
      let bound = options.consistencyBound
      return min(bound, max(1 / bound, closest[place] / closest[1 - place]))
    }
  }

  private func ballot(_ options: UOTRCL.VoteOptions, _ j: Int, _ place: Int, _ k: Int) -> Double {
    let voters = options.voters == .own || options.modalities != .both ? [place] : [0, 1]
    let label =
      voters.reduce(0) { $0 + (given[$1][j] == Int32(k) ? 1.0 : 0) } / Double(voters.count)
    let weight = options.correctedWeight
    return (1 - weight) * label + weight * Double(corrected[j, k])
  }
}

extension UOTRCL.Modalities {
  /// Which modalities vote, said a second time.
  fileprivate var naivePlaces: [Int] { self == .both ? [0, 1] : self == .first ? [0] : [1] }
}
