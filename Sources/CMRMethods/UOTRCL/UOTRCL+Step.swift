import CMRAutodiff
public import CMRDense
public import CMRTraining

extension UOTRCL {
  /// MRL's loss during warm-up; then L_SA + lambda L_RA. Keeps the embeddings of the batch, none
  /// during warm-up.
  public mutating func step(_ step: TrainingStep) throws -> StepResult<[Matrix<Float>]> {
    let embeddings = model.embeddings(step)
    let logits = model.logits(embeddings, step, temperature: options.classTemperature)
    if isWarmup(step.progress.epoch) {
      let loss = MRLLoss(
        beta: options.warmup.beta, contrastTemperature: options.semantic.contrastTemperature)
      let labels = try step.batch.classIndices(for: Self.name)
      return StepResult(loss: loss.loss(logits, embeddings, labels), keeping: [])
    }
    guard let correction else { throw TrainingError.noPlan(step.progress) }
    let positions = step.batch.parts[0].positions
    var terms: [Variable<Float>] = []
    if options.semantic.weight > 0 {
      var mass = correction.plan.gathering(rows: positions)
      mass.scale(by: Float(1 / correction.mass))
      let loss = SemanticAlignment.loss(logits, mass: mass, form: options.semantic.loss)
      terms.append(loss * Float(options.semantic.weight))
    }
    if options.relation.weight > 0 {
      let costs = RelationCosts(
        embeddings: embeddings.map(\.value), logits: logits.map(\.value),
        labels: correction.labels(of: positions))
      terms.append(try relationLoss(embeddings, costs) * Float(options.relation.weight))
    }
    if options.semantic.contrast > 0 {
      let loss = embeddings[0].multimodalContrastiveLoss(
        embeddings[1], temperature: Float(options.semantic.contrastTemperature))
      terms.append(loss * Float(options.semantic.contrast))
    }
    return StepResult(
      loss: terms.dropFirst().reduce(terms[0], +), keeping: embeddings.map(\.value))
  }

  private mutating func relationLoss(
    _ embeddings: [Variable<Float>], _ costs: RelationCosts<Float>
  ) throws -> Variable<Float> {
    let alignment = RelationAlignment(options: options.relation)
    let matches = try alignment.matches(costs.cost(options.relation.cost))
    correction?.relation.add(
      iterations: matches.iterations, residual: matches.residual, isConverged: matches.isConverged)
    return alignment.loss(embeddings, matches)
  }

  /// Moves the batch's soft targets toward the nearest prototypes, then the prototypes toward the
  /// embeddings of transported rows.
  public mutating func finishStep(
    _ batch: Batch, progress: FitProgress, kept: [Matrix<Float>]
  ) throws {
    guard !kept.isEmpty else { return }
    let targets = options.targets
    let momentum =
      targets.momentumStart + (targets.momentumEnd - targets.momentumStart) * progress.fraction
    correction?.follow(
      kept, positions: batch.parts[0].positions, targetMomentum: Float(momentum),
      prototypeMomentum: Float(targets.prototypeMomentum),
      threshold: Float(options.transport.rowThreshold))
  }
}

extension TrainingError {
  static func noPlan(_ progress: FitProgress) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "method 'uot-rcl' has no transport plan for step \(progress.step) of epoch "
        + "\(progress.epoch + 1), which is after warm-up",
      remedy: "resume from a checkpoint of this run")
  }
}
