import CMRDense
public import CMRTraining
import CMRTransport

extension UOTRCL {
  /// After warm-up: votes, transport, prior; the figures that say how it went.
  ///
  /// - `mass`: s.
  /// - `own-weight`: the weight of a row's own given label.
  /// - `rows-transported`, `agreement` and, against clean labels, `given-right`, `corrected-right`,
  ///   `transported-right`, `correction-precision`, `correction-recall`.
  /// - `targets-right`: the share of labels that the soft targets have right.
  /// - `sinkhorn-iterations`, `sinkhorn-residual`, `sinkhorn-converged` (1 or 0): the transport.
  public mutating func beginEpoch(_ context: EpochContext) throws -> Diagnostics {
    guard !isWarmup(context.progress.epoch) else { return [:] }
    let given = try context.modalities.map {
      try context.labels(of: $0).classIndices(for: Self.name)
    }
    let prior = ClassPrior(options: options.prior, classCount: task.classCount)
    var (correction, votes) = try countVotes(context, given, prior)
    let agreement = votes.agreement
    let mass = MassSchedule(options).mass(
      epoch: context.progress.epoch, epochs: context.progress.epochs)
    let cost = VoteCost(scaling: options.votes.scaling, floor: options.votes.floor)
      .cost(of: votes.takeMatrix())
    let found = try ClassTransport(options: options.transport).plan(
      cost: cost, prior: correction.prior, mass: mass)
    let report = correction.take(
      found.plan, mass: mass, prior: prior, threshold: options.transport.rowThreshold,
      given: given, clean: clean(context))
    var figures: Diagnostics = ["mass": mass]
    figures["own-weight"] = options.votes.ownWeight(agreement: agreement)
    figures.merge(report.diagnostics)
    figures["targets-right"] = report.right(correction.targets.matrix.argmaxRows())
    figures.merge(transportFigures(found))
    self.correction = correction
    return figures
  }

  /// How the transports of the relation alignment went in this epoch.
  ///
  /// `relation-iterations`, `relation-residual`, `relation-unconverged`: mean iterations, worst
  /// residual and share of unfinished ones.
  public mutating func endEpoch() -> Diagnostics {
    guard let relation = correction?.relation else { return [:] }
    correction?.relation = RelationTally()
    return relation.diagnostics
  }

  /// The votes of this epoch, and what was believed so far: after warm-up, what the given labels
  /// say.
  ///
  /// A function of its own so that embeddings and neighbours are gone before the transport begins.
  private func countVotes(
    _ context: EpochContext, _ given: [[Int32]], _ prior: ClassPrior
  ) throws -> (correction: Correction, votes: Votes) {
    let embeddings = try context.modalities.map { modality in
      try context.embeddings(of: modality) { try embed($0, modality: modality) }
    }
    let correction =
      self.correction ?? Correction(given: given, embeddings: embeddings, prior: prior)
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
    return (correction, votes)
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

  private func clean(_ context: EpochContext) -> [[Int32]]? {
    let labels = context.modalities.compactMap { context.cleanLabels(of: $0)?.indices }
    return labels.count == context.modalities.count ? labels : nil
  }

  private func transportFigures(_ found: TransportPlan) -> Diagnostics {
    [
      "sinkhorn-iterations": Double(found.iterations), "sinkhorn-residual": found.residual,
      "sinkhorn-converged": found.isConverged ? 1 : 0,
    ]
  }
}
