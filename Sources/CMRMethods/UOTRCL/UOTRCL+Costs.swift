import CMRDense
import CMRTraining

/// What is known before a transport: the correction so far, the cost, and figures about it.
///
/// Made by functions of their own so that embeddings and neighbours are gone before the transport
/// begins.
typealias TransportInput = (correction: Correction, cost: Matrix<Double>, figures: Diagnostics)

extension UOTRCL {
  /// -log of what the model of the labels believes, which is estimated when warm-up ends.
  func weighLabels(
    _ context: EpochContext, _ given: [[Int32]], _ prior: ClassPrior
  ) throws -> TransportInput {
    let correction = try self.correction ?? begin(context, given, prior)
    guard let estimate = correction.estimate else {
      throw TrainingError.noPlan(context.progress)
    }
    var posterior = estimate.posterior.converted(to: Double.self)
    if options.posterior.embeddings > 0 {
      let votes = EmbeddingVotes.count(
        try trainingEmbeddings(context), given: given, neighbours: estimate.neighbours,
        classCount: task.classCount)
      posterior.tilt(by: votes, weight: options.posterior.embeddings)
    }
    let cost = VoteCost(scaling: .none, floor: options.posterior.floor).cost(of: posterior)
    return (
      correction, cost,
      [
        "estimated-noise-first": estimate.noiseRates[0],
        "estimated-noise-second": estimate.noiseRates[1],
        "expected-right": estimate.expectedRight,
        "voting-neighbours": Double(estimate.neighbours),
      ]
    )
  }

  private func begin(
    _ context: EpochContext, _ given: [[Int32]], _ prior: ClassPrior
  ) throws -> Correction {
    let spaces = FeatureSpaces(components: options.posterior.components)
    let estimate = LabelEstimate(
      spaces: try spaces.spaces(context), given: given, classCount: task.classCount,
      options: options.posterior)
    return Correction(
      given: given, embeddings: try trainingEmbeddings(context), prior: prior, estimate: estimate)
  }

  /// -log of the votes of this epoch's neighbours among embeddings.
  func countVotes(
    _ context: EpochContext, _ given: [[Int32]], _ prior: ClassPrior
  ) throws -> TransportInput {
    let embeddings = try trainingEmbeddings(context)
    let correction =
      self.correction
      ?? Correction(given: given, embeddings: embeddings, prior: prior, estimate: nil)
    let neighbours = embeddings.map {
      $0.nearestNeighbours(options.votes.neighbours, rowsAreUnit: true)
    }
    let weights = NeighbourWeights(
      options: options.votes, neighbours: neighbours, embeddings: embeddings)
    let votes = Votes(
      options: options.votes, classCount: task.classCount, given: given,
      corrected: correctedLabels(correction), neighbours: neighbours,
      weights: neighbours.indices.map { weights.weights(at: $0) },
      probabilities: probabilities(embeddings))
    let ownWeight = options.votes.ownWeight(agreement: votes.agreement)
    let cost = VoteCost(scaling: options.votes.scaling, floor: options.votes.floor)
      .cost(of: votes.takeMatrix())
    return (correction, cost, ["own-weight": ownWeight])
  }

  private func trainingEmbeddings(_ context: EpochContext) throws -> [Matrix<Float>] {
    try context.modalities.map { modality in
      try context.embeddings(of: modality) { try embed($0, modality: modality) }
    }
  }

  /// The corrected labels that vote, if any do: in the first epoch after warm-up there is no plan
  /// yet.
  private func correctedLabels(_ correction: Correction) -> Matrix<Float>? {
    guard options.votes.correctedWeight > 0 else { return nil }
    switch options.votes.corrected {
    case .targets: return correction.targets.matrix
    case .plan: return correction.mass > 0 ? correction.labels : correction.targets.matrix
    }
  }

  /// softmax(sharpness z W) of both modalities, if predictions vote.
  private func probabilities(_ embeddings: [Matrix<Float>]) -> [Matrix<Float>] {
    guard options.votes.prediction > 0 else { return [] }
    return embeddings.map { rows in
      var logits = model.classes.logits(rows, parameters)
      logits.scale(by: Float(options.votes.predictionSharpness))
      return logits.softmaxRows()
    }
  }
}
