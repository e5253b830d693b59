import SystemPackage

/// Decides when to save, writes, and clears away what is no longer wanted.
///
/// The best epochs are only remembered when they happen, as values, and written before the next
/// checkpoint that a run could go on from. So an early phase in which every epoch is the best so
/// far costs no disk, and yet a killed run loses no best: what it goes on from is never newer than
/// the bests on disk.
struct CheckpointKeeper<Method: TrainingMethod> {
  private let folder: CheckpointFolder
  private let writer: CheckpointWriter
  private let plan: FitPlan
  /// Positions whose files are known to be good.
  private var saved: Set<CheckpointPosition>
  /// Positions whose files are known to be damaged, so that they do not count as kept.
  private let damaged: Set<CheckpointPosition>
  /// Best epochs that are not on disk yet.
  private var pending: [Int: FitState<Method>] = [:]
  private var savedAt = ContinuousClock.now

  /// A keeper over `folder`, in which the files at `saved` are good and those at `damaged` are not.
  init(
    folder: CheckpointFolder, writer: CheckpointWriter, plan: FitPlan,
    saved: Set<CheckpointPosition>, damaged: Set<CheckpointPosition>
  ) {
    self.folder = folder
    self.writer = writer
    self.plan = plan
    self.saved = saved
    self.damaged = damaged
  }

  /// Remembers `state`, an epoch's end, if the epoch is among the best so far.
  mutating func consider(_ state: FitState<Method>) {
    let best = RecordedBest.epochs(of: state.records, count: plan.retention.best)
    pending = pending.filter { best.contains($0.key) }
    if best.contains(state.epoch), !saved.contains(state.position) { pending[state.epoch] = state }
  }

  /// Whether the plan asks for a checkpoint after the step that leads to `position`.
  func isDue(afterStep position: CheckpointPosition) -> Bool {
    let every = plan.checkpoints.everySteps
    return every > 0 && position.step.isMultiple(of: every) || isTimeUp
  }

  /// Whether the plan asks for a checkpoint after so many epochs.
  func isDue(afterEpoch epochs: Int) -> Bool {
    let every = plan.checkpoints.everyEpochs
    return every > 0 && epochs.isMultiple(of: every) || isTimeUp
  }

  private var isTimeUp: Bool {
    let minutes = plan.checkpoints.everyMinutes
    return minutes > 0 && (ContinuousClock.now - savedAt) / .seconds(60) >= minutes
  }

  /// Writes the remembered bests and `state`, each verified before it is published, then deletes
  /// what is superseded.
  mutating func save(_ state: FitState<Method>) throws -> [CheckpointSummary] {
    var written: [CheckpointSummary] = []
    for epoch in pending.keys.sorted() {
      guard let best = pending[epoch] else { continue }
      if let summary = try write(best) { written.append(summary) }
    }
    pending = [:]
    if let summary = try write(state) { written.append(summary) }
    savedAt = .now
    try prune(after: state)
    return written
  }

  /// A best epoch's file stays even if it is damaged: whoever asks for it should be told that.
  private func prune(after state: FitState<Method>) throws {
    let best = RecordedBest.epochs(of: state.records, count: plan.retention.best)
    try folder.prune(
      best: plan.retention.best, last: plan.retention.last,
      keeping: Set(best.map { CheckpointPosition(epoch: $0, step: 0) } + [state.position]),
      distrusting: damaged.subtracting(saved))
  }

  private mutating func write(_ state: FitState<Method>) throws -> CheckpointSummary? {
    guard !saved.contains(state.position) else { return nil }
    let path = folder.path.appending(state.position.fileName)
    try writer.write(state, to: path)
    saved.insert(state.position)
    return CheckpointSummary(
      path: path, position: state.position, validationMean: state.validationMean)
  }
}
