import CMRDense
import CMRTraining

/// What the model of the labels says about the training rows, found once, when warm-up ends.
struct LabelEstimate: Sendable, Equatable {
  /// q, `[N, K]`, rows summing to 1.
  let posterior: Matrix<Float>
  /// The share of wrong labels of every modality.
  let noiseRates: [Double]
  /// How much each witness counts: votes among images, among texts and in both together, then, if
  /// asked for, what is foreseen from images and from texts.
  let weights: [Double]
  /// How many neighbours vote in every space.
  let neighbours: Int

  /// The number of neighbours under which the labels are likeliest, and what follows.
  ///
  /// - Parameters:
  ///   - spaces: unit vectors of every row by modality and in all modalities together, `[N, d]`.
  ///   - given: the given labels of every modality; sets that are equal count once, for a second
  ///     look at the same label is no second witness.
  init(
    spaces: [Matrix<Float>], given: [[Int32]], classCount: Int, options: UOTRCL.PosteriorOptions
  ) {
    let sets = given[0] == given[1] ? [given[0]] : given
    let most = options.neighbours.max() ?? 1
    let neighbours = spaces.map { $0.nearestNeighbours(most, rowsAreUnit: true) }
    let predictions =
      options.predictions
      ? spaces.dropLast().map {
        LinearPredictions($0, given: sets, classCount: classCount).scores
      } : []
    func evidence(_ count: Int) -> Evidence {
      Evidence(
        neighbours: neighbours, count: count, predictions: predictions, given: sets,
        classCount: classCount)
    }
    let fits = options.neighbours.map { count in
      (count, LabelModel.fit(evidence(count), given: sets, classCount: classCount))
    }
    guard let (count, fit) = fits.max(by: { $0.1.logLikelihood < $1.1.logLikelihood }) else {
      preconditionFailure("no number of neighbours to choose from")
    }
    let model = fit.model
    posterior = model.posterior(evidence(count), sets)
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
  fileprivate func posterior(_ evidence: Evidence, _ given: [[Int32]]) -> Matrix<Float> {
    var matrix = Matrix<Float>(rows: evidence.rowCount, columns: classCount)
    var beliefs = Beliefs()
    for row in 0..<evidence.rowCount {
      weigh(row, evidence, given, into: &beliefs)
      matrix.setRow(row, to: beliefs.posterior.lazy.map { Float($0) })
    }
    return matrix
  }
}
