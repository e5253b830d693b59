import CMRBeliefs
import CMRDense
public import CMRTraining
import CMRTransport

extension UOTRCL {
  /// After warm-up: cost, transport, prior; the figures that say how it went.
  ///
  /// - `mass`: s.
  /// - `estimated-noise-first`, `estimated-noise-second`, `expected-right`, `voting-neighbours`: the
  ///   model of the labels; `own-weight`, where votes are the cost.
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
    var (correction, cost, known) =
      options.cost == .posterior
      ? try weighLabels(context, given, prior) : try countVotes(context, given, prior)
    let mass = MassSchedule(options, expectedRight: correction.estimate?.expectedRight).mass(
      epoch: context.progress.epoch, epochs: context.progress.epochs)
    let found = try ClassTransport(options: options.transport).plan(
      cost: consume cost, prior: correction.prior, mass: mass)
    let report = correction.take(
      found.plan, mass: mass, prior: prior, threshold: options.transport.rowThreshold,
      given: given, clean: clean(context))
    var figures: Diagnostics = ["mass": mass]
    figures.merge(known)
    figures.merge(report.diagnostics)
    figures["targets-right"] = report.right(correction.targets.matrix.argmaxRows())
    figures.merge(transportFigures(found))
    self.correction = correction
    beliefs = report.beliefs
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
