import CMRAutodiff
import CMRDense
import CMRRandom

/// One call of a run with a method of known type: from where it stands to its end or to a request
/// to stop.
struct FitSession<Method: TrainingMethod>: ~Copyable {
  let plan: FitPlan
  let data: RunData
  let batches: BatchSource
  let observer: any FitObserver
  let stop: StopFlag
  var state: FitState<Method>
  var keeper: CheckpointKeeper<Method>
  var metrics: MetricsLog
  private let tape = Tape<Float>()
  private var pace = Pace()

  init(
    plan: FitPlan, data: RunData, observer: any FitObserver, stop: StopFlag,
    state: FitState<Method>, keeper: CheckpointKeeper<Method>, metrics: consuming MetricsLog
  ) {
    self.plan = plan
    self.data = data
    batches = BatchSource(data: data.training, batchSize: plan.batchSize, seed: plan.seed)
    self.observer = observer
    self.stop = stop
    self.state = state
    self.keeper = keeper
    self.metrics = metrics
  }

  /// Runs to the end of the plan and reports, or until a stop is asked for; in both cases everything
  /// is saved.
  mutating func run(
    reportingFrom folder: CheckpointFolder
  ) throws -> (reason: FitOutcome.StopReason, reports: FitReports) {
    let reason = try train()
    guard reason == .finished else { return (reason, FitReports()) }
    do {
      return (reason, try report(in: folder))
    } catch is Interruption {
      return (.interrupted, FitReports())
    }
  }

  private mutating func train() throws -> FitOutcome.StopReason {
    let stream = batches.stream(from: state.position, epochs: plan.epochs)
    do {
      while state.epoch < plan.epochs {
        try stop.check()
        try runEpoch(stream)
      }
    } catch is Interruption {
      try metrics.flush()
      try save()
      return .interrupted
    }
    try metrics.flush()
    try save()
    return .finished
  }

  private mutating func runEpoch(_ stream: Prefetcher<Batch>) throws {
    pace.startEpoch()
    let rate = plan.learningRate(epoch: state.epoch)
    try beginEpoch()
    while let done = state.partial?.steps, done < data.task.stepsPerEpoch {
      guard let batch = try stream.next() else {
        preconditionFailure("the batches ended before step \(done) of epoch \(state.epoch)")
      }
      try step(batch, rate: rate)
      try stop.check()
      if keeper.isDue(afterStep: state.position) { try save() }
    }
    try endEpoch(rate: rate)
  }

  /// Lets the method prepare the epoch, unless it was resumed within it.
  private mutating func beginEpoch() throws {
    guard state.partial == nil else { return }
    // On a copy: a stop in the middle leaves the state at the end of the last epoch.
    var method = state.method
    let context = EpochContext(
      progress: progress(step: 0), random: random("epoch/\(state.epoch)"),
      modalities: data.task.modalities.map(\.name),
      source: TrainingDataStream(data: batches.data, stop: stop))
    let diagnostics = try method.beginEpoch(context)
    try state.record(method.beliefs, of: data.task)
    state.method = method
    state.partial = PartialEpoch(diagnostics: diagnostics)
  }

  private mutating func endEpoch(rate: Double) throws {
    guard let partial = state.partial else { return }
    let validation = try evaluateIfDue()
    var diagnostics = partial.diagnostics
    diagnostics.merge(try state.method.endEpoch())
    let record = EpochRecord(
      epoch: state.epoch + 1, loss: partial.meanLoss, learningRate: rate,
      diagnostics: diagnostics, validation: validation)
    state.records.append(record)
    state.epoch += 1
    state.partial = nil
    let seconds = pace.epochSeconds
    try metrics.append(record, seconds: seconds)
    keeper.consider(state)
    observer.observe(.epoch(record, seconds: seconds))
    if state.epoch < plan.epochs, keeper.isDue(afterEpoch: state.epoch) {
      try metrics.flush()
      try save()
    }
  }

  private func evaluateIfDue() throws -> Scores? {
    let epoch = state.epoch + 1
    guard let validation = data.validation,
      epoch == plan.epochs || epoch.isMultiple(of: plan.evaluation.everyEpochs)
    else { return nil }
    return try validation.scores(of: state.method, stop: stop)
  }

  private mutating func save() throws {
    for saved in try keeper.save(state) {
      observer.observe(.saved(saved.path, saved.position))
    }
  }
}

// MARK: One step

extension FitSession {
  private mutating func step(_ batch: Batch, rate: Double) throws {
    guard let done = state.partial?.steps else { return }
    let progress = progress(step: done)
    try state.method.projectParameters()
    let (loss, kept) = try update(batch, progress, rate: rate)
    try state.method.finishStep(batch, progress: progress, kept: kept)
    state.partial?.steps += 1
    state.partial?.weightedLoss += Double(loss) * Double(batch.rows)
    state.partial?.rows += batch.rows
    pace.add(rows: batch.rows)
    observer.observe(
      .step(
        StepReport(
          progress: progress, loss: Double(loss), meanLoss: state.partial?.meanLoss ?? 0,
          rowsPerSecond: pace.rowsPerSecond)))
  }

  /// Forward, backward, and the parameters a step further; the tape is ready for the next step
  /// afterwards.
  private mutating func update(
    _ batch: Batch, _ progress: FitProgress, rate: Double
  ) throws -> (loss: Float, kept: Method.Kept) {
    defer { tape.reset() }
    let bound = tape.parameters(state.method.parameters)
    let result = try state.method.step(
      TrainingStep(
        batch: batch, progress: progress, tape: tape, parameters: bound,
        random: random("step/\(progress.epoch)/\(progress.step)")))
    let value = result.loss.value
    guard value.count == 1 else { throw TrainingError.lossShape(Method.name, value.shape) }
    let loss = value[0, 0]
    guard loss.isFinite else { throw TrainingError.lossNotFinite(Method.name, loss, progress) }
    let gradients = tape.gradients(of: result.loss)
    state.optimiser.update(&state.method.parameters, bound, gradients, learningRate: rate)
    return (loss, result.kept)
  }

  private func progress(step: Int) -> FitProgress {
    FitProgress(
      epoch: state.epoch, epochs: plan.epochs, step: step, stepsPerEpoch: data.task.stepsPerEpoch)
  }

  /// A stream that follows from where the run stands, so that no position of it has to be saved.
  private func random(_ use: String) -> RandomStream {
    RandomStream(seed: plan.seed, domain: "training/\(use)")
  }
}
