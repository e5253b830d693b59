package import CMRDense

/// What the neighbours of every row, the row's own label and its own embeddings say about its
/// class.
package struct Votes {
  private let options: UOTRCL.VoteOptions
  private let given: [[Int32]]

  /// The share of the voting modalities' given labels that neighbours alone confirm.
  package private(set) var agreement = 0.0
  /// The votes, `[N, K]`.
  package private(set) var matrix: Matrix<Double>

  /// Counts the votes.
  ///
  /// - Parameters:
  ///   - given: the given labels of both modalities.
  ///   - corrected: the corrected labels, `[N, K]`; used only as far as
  ///     ``UOTRCL/VoteOptions/correctedWeight`` says.
  ///   - weights: of the neighbours' votes by modality, `[N, k]`; read only of the modalities that
  ///     vote.
  ///   - probabilities: p of every modality, `[N, K]`; empty if predictions have no vote.
  package init(
    options: UOTRCL.VoteOptions, classCount: Int, given: [[Int32]], corrected: Matrix<Float>?,
    neighbours: [Neighbours<Float>], weights: [Matrix<Double>], probabilities: [Matrix<Float>]
  ) {
    self.options = options
    self.given = given
    matrix = Matrix(rows: given[0].count, columns: classCount)
    let corrected = options.correctedWeight > 0 ? corrected : nil
    // Where one modality alone votes, the other has no say by its labels either.
    let ownLabels = options.voters == .own || options.modalities != .both
    for place in options.modalities.places {
      let ballots = Ballots(
        given: ownLabels ? [given[place]] : given, corrected: corrected,
        correctedWeight: options.correctedWeight)
      count(ballots, neighbours[place], weights[place])
    }
    agreement = agreementWithGiven()
    addOwn(probabilities)
  }

  /// The votes, given away.
  package consuming func takeMatrix() -> Matrix<Double> { matrix }

  /// Each voting modality has the same say.
  private var say: Double { 1 / Double(options.modalities.places.count) }

  private mutating func count(
    _ ballots: Ballots, _ neighbours: Neighbours<Float>, _ weights: Matrix<Double>
  ) {
    let say = say
    for row in 0..<matrix.rows {
      let weights = weights.row(row)
      matrix.withMutableRow(row) { votes in
        for (neighbour, weight) in zip(neighbours.indices(of: row), weights) {
          ballots.cast(neighbour, weight: say * weight, to: &votes)
        }
      }
    }
  }

  /// The share of the voting modalities' given labels for which the most votes were cast.
  private func agreementWithGiven() -> Double {
    let winners = matrix.argmaxRows()
    let places = options.modalities.places
    let confirmed = places.reduce(0) { sum, place in
      sum + zip(winners, given[place]).count { $0.0 == Int($0.1) }
    }
    return Double(confirmed) / Double(max(1, winners.count * places.count))
  }

  /// Adds the voices of the row's own labels and embeddings, as shares of what its neighbours said.
  private mutating func addOwn(_ probabilities: [Matrix<Float>]) {
    let own = options.ownWeight(agreement: agreement) * say
    let prediction = options.prediction * say
    guard own > 0 || prediction > 0 else { return }
    let places = options.modalities.places
    for (row, total) in matrix.rowSums().enumerated() {
      matrix.withMutableRow(row) { votes in
        for place in places {
          votes[Int(given[place][row])] += own * total
          guard prediction > 0 else { continue }
          for (index, p) in probabilities[place].row(row).enumerated() {
            votes[index] += prediction * total * Double(p)
          }
        }
      }
    }
  }
}
