import CMRDense
import CMRTraining

/// What the model of the labels says about the training rows, found once, when warm-up ends.
struct LabelEstimate: Sendable, Equatable {
  /// q, `[N, K]`, rows summing to 1.
  let posterior: Matrix<Float>
  /// The share of wrong labels of every modality.
  let noiseRates: [Double]
  /// How much a vote counts among images, among texts, and in both together.
  let weights: [Double]
  /// How many neighbours vote in every space.
  let neighbours: Int

  /// The number of neighbours under which the labels are likeliest, and what follows.
  ///
  /// - Parameters:
  ///   - spaces: unit vectors of every row in every space, `[N, d]`.
  ///   - given: the given labels of every modality; sets that are equal count once, for a second
  ///     look at the same label is no second witness.
  init(spaces: [Matrix<Float>], given: [[Int32]], classCount: Int, candidates: [Int]) {
    let sets = given[0] == given[1] ? [given[0]] : given
    let most = candidates.max() ?? 1
    let neighbours = spaces.map { $0.nearestNeighbours(most, rowsAreUnit: true) }
    func table(_ count: Int) -> VoteTable {
      VoteTable(neighbours: neighbours, count: count, given: sets, classCount: classCount)
    }
    let fits = candidates.map { count in
      (count, LabelModel.fit(table(count), given: sets, classCount: classCount))
    }
    guard let (count, fit) = fits.max(by: { $0.1.logLikelihood < $1.1.logLikelihood }) else {
      preconditionFailure("no number of neighbours to choose from")
    }
    let model = fit.model
    posterior = model.posterior(table(count), sets)
    noiseRates = given.indices.map { model.noiseRates[min($0, sets.count - 1)] }
    weights = model.weights
    self.neighbours = count
  }

  /// What was saved.
  init(posterior: Matrix<Float>, noiseRates: [Double], weights: [Double], neighbours: Int) {
    self.posterior = posterior
    self.noiseRates = noiseRates
    self.weights = weights
    self.neighbours = neighbours
  }

  /// The share of rows whose likeliest class is right, as far as the model can tell.
  var expectedRight: Double {
    var sum = 0.0
    for row in 0..<posterior.rows { sum += Double(posterior.row(row).max() ?? 0) }
    return sum / Double(max(1, posterior.rows))
  }

  /// How much of every class there is: the mean of the posterior.
  var prior: [Double] {
    posterior.columnSums().map { Double($0) / Double(max(1, posterior.rows)) }
  }
}

extension LabelModel {
  /// q of every row, `[N, K]`.
  fileprivate func posterior(_ table: VoteTable, _ given: [[Int32]]) -> Matrix<Float> {
    var matrix = Matrix<Float>(rows: table.rowCount, columns: classCount)
    var beliefs = Beliefs()
    for row in 0..<table.rowCount {
      weigh(row, table, given, into: &beliefs)
      matrix.withMutableRow(row) { target in
        for index in target.indices { target[index] = Float(beliefs.elsewhere) }
        for (index, entry) in table.entries(of: row).enumerated() {
          target[Int(table.classes[entry])] = Float(beliefs.posterior[index])
        }
      }
    }
    return matrix
  }
}
