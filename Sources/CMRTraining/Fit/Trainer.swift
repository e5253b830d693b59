import CMRAutodiff
import CMRDense
import CMRFiles
import CMRRandom
import CMRStore
import SystemPackage

/// Fits a plan in a run folder: begins a run, or goes on with it from its newest checkpoint that
/// verifies.
///
/// ```swift
/// let trainer = Trainer(plan: plan, run: RunFolder("runs/wiki-0.4"), catalog: catalog)
/// let outcome = try trainer.fit()
/// ```
///
/// The call returns when all epochs are done or when the stop flag was raised and everything is
/// saved; the same call then goes on. Killed at any moment, the same call goes on too, and the run
/// ends in the same bits.
public struct Trainer {
  /// The plan as it was asked for; ``fit()`` resolves it.
  public let plan: FitPlan
  /// Where the run lies.
  public let run: RunFolder
  /// The methods that the plan can name.
  public let catalog: MethodCatalog
  /// The program's version, for the checkpoints.
  public let toolVersion: String
  /// Receives the events.
  public let observer: any FitObserver
  /// Polled after each step.
  public let stop: StopFlag

  /// A trainer from its parts.
  public init(
    plan: FitPlan, run: RunFolder, catalog: MethodCatalog, toolVersion: String = "unversioned",
    observer: any FitObserver = SilentObserver(), stop: StopFlag = StopFlag()
  ) {
    self.plan = plan
    self.run = run
    self.catalog = catalog
    self.toolVersion = toolVersion
    self.observer = observer
    self.stop = stop
  }

  /// Fits until all epochs are done or a stop is asked for.
  ///
  /// Throws a ``TrainingError``, or the error of the layer that failed (store, container, files);
  /// what was saved stays. The code `interrupted` says that a stop came before there was anything
  /// to save.
  public func fit() throws -> FitOutcome {
    try plan.validate()
    let store = try Store.open(FilePath(plan.store.path))
    let resolved = try planAsBegun().resolved(in: store, catalog: catalog)
    let lock = try run.prepare(for: resolved.plan)
    for notice in resolved.notices { observer.observe(.notice(notice)) }
    BLASThreads.set(resolved.plan.threads)
    return try fit(
      catalog.method(named: resolved.plan.method.name), resolved.plan, store, holding: lock)
  }

  /// The plan, where "all processors" means as many as when the run was begun: a run that goes on
  /// elsewhere, or under another limit, is the same run.
  private func planAsBegun() -> FitPlan {
    var plan = plan
    if plan.threads == 0, let begun = try? run.plan() { plan.threads = begun.threads }
    return plan
  }

  private func fit<Method: TrainingMethod>(
    _ method: Method.Type, _ plan: FitPlan, _ store: Store, holding lock: borrowing FolderLock
  ) throws -> FitOutcome {
    var data = try RunData(plan, from: store)
    try Method.requirements.check(data.task, for: Method.name)
    let options = try Method.options(from: plan.method.options)
    let found = try ResumePoint.newest(in: run.checkpoints())
    for notice in found.notices { observer.observe(.notice(notice)) }
    // plan.json may have been lost or replaced; the checkpoint itself says what it belongs to.
    let differences = try found.checkpoint.map { try plan.differences(from: $0.plan) } ?? []
    if !differences.isEmpty { throw TrainingError.otherPlan(run.path, differences) }
    if let notice = found.checkpoint?.originNotice(for: Method.self) {
      observer.observe(.notice(notice))
    }
    let scalings: [FeatureScaling]
    do {
      scalings = try self.scalings(for: data, plan, from: found.checkpoint)
    } catch is Interruption {
      throw TrainingError.stoppedBeforeTheFirstStep(run.path)
    }
    data.apply(scalings)
    let state = try initialState(Method.self, options, data.task, plan, found.checkpoint)
    observer.observe(
      .started(
        FitStart(
          plan: plan, task: data.task, parameterCount: state.method.parameters.elementCount,
          memory: MemoryDeclaration(
            core: plan, data.task, parameters: state.method.parameters.elementCount,
            method: Method.memory(for: data.task, options: options)),
          resumedFrom: found.checkpoint?.position)))
    var session = FitSession(
      plan: plan, data: data, observer: observer, stop: stop, state: state,
      keeper: keeper(data, plan, scalings, found),
      metrics: try MetricsLog(run.metricsPath, keeping: state.records))
    let (reason, reports) = try session.run(reportingFrom: run.checkpoints())
    return outcome(session.state, reason, plan, found.checkpoint?.position, reports)
  }

  /// The scalings of a checkpoint, or those that the training rows give.
  private func scalings(
    for data: RunData, _ plan: FitPlan, from checkpoint: Checkpoint?
  ) throws -> [FeatureScaling] {
    try data.training.modalities.map { modality in
      guard let checkpoint else {
        return try FeatureScaling.fit(plan.transform, to: modality.rows, stop: stop)
      }
      return try checkpoint.scaling(of: modality.rows.name, dimension: modality.rows.dimension)
    }
  }

  private func initialState<Method: TrainingMethod>(
    _ method: Method.Type, _ options: Method.Options, _ task: RetrievalTask, _ plan: FitPlan,
    _ checkpoint: Checkpoint?
  ) throws -> FitState<Method> {
    let method = try Method(options: options, task: task, random: plan.initialisation)
    var state = FitState(method: method, optimiser: plan.optimiser(for: method.parameters))
    if let checkpoint { try state.restore(checkpoint, of: task) }
    return state
  }

  private func keeper<Method>(
    _ data: RunData, _ plan: FitPlan, _ scalings: [FeatureScaling], _ found: ResumePoint
  ) -> CheckpointKeeper<Method> {
    let names = data.training.modalities.map(\.rows.name)
    return CheckpointKeeper(
      folder: run.checkpoints(),
      writer: CheckpointWriter(
        plan: plan, scalings: Array(zip(names, scalings)), toolVersion: toolVersion),
      plan: plan, saved: found.usable, damaged: Set(found.damages.map(\.position)))
  }

  private func outcome<Method>(
    _ state: FitState<Method>, _ reason: FitOutcome.StopReason, _ plan: FitPlan,
    _ resumedFrom: CheckpointPosition?, _ reports: FitReports
  ) -> FitOutcome {
    let folder = run.checkpoints()
    let best = RecordedBest(of: state.records, retained: plan.retention.best)
    return FitOutcome(
      stopReason: reason, position: state.position, resumedFrom: resumedFrom,
      records: state.records,
      selection: plan.splits.validation.map { .validation(split: $0) } ?? .last,
      best: best.flatMap { try? Checkpoint.summary(of: folder.path(of: $0.position)) },
      last: CheckpointSummary(
        path: folder.path(of: state.position), position: state.position,
        validationMean: state.validationMean),
      reports: reports.made, lostReports: reports.lost)
  }
}

extension FitPlan {
  /// The stream of initial parameters.
  ///
  /// The same for every method: what has the same name and shape in two methods begins with the same
  /// values, so that runs of one seed differ by the methods alone and can be compared in pairs.
  var initialisation: RandomStream {
    RandomStream(seed: seed, domain: "training/init")
  }
}
