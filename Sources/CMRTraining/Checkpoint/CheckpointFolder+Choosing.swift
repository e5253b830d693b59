import CMRContainer
import CMRFiles

extension CheckpointFolder {
  /// The checkpoint that `choice` means, every byte of it checked.
  ///
  /// Never another in its place: a number in a table must be that of the epoch that it names.
  /// Throws a ``TrainingError`` that says which checkpoint cannot be used, why, and which ones are
  /// left; the `ContainerError` of a file that a newer program wrote or that may not be read.
  public func read(_ choice: CheckpointChoice) throws -> Checkpoint {
    switch choice {
    case .last:
      let newest = try newest()
      return try reading(newest, orThrow: { .unusableNewest(self, newest, $0) })
    case .epoch(let epoch):
      let position = CheckpointPosition(epoch: epoch, step: 0)
      guard try positions().contains(position) else {
        throw TrainingError.noCheckpoint(path, epoch: epoch, kept: keptEpochs)
      }
      return try reading(position, orThrow: { .unusableEpoch(self, epoch, $0) })
    case .best:
      guard let best = try recordedBest() else { throw TrainingError.notEvaluated(path) }
      return try read(best)
    }
  }

  /// The best epoch by validation, as the newest checkpoint has recorded it; nil where no epoch was
  /// evaluated.
  ///
  /// Throws as ``read(_:)`` does, for the newest checkpoint.
  public func bestEpoch() throws -> Int? { try recordedBest()?.epoch }

  /// The checkpoint of `best`.
  func read(_ best: RecordedBest) throws -> Checkpoint {
    guard isRegularFile(path(of: best.position)) else {
      throw TrainingError.lostBest(self, best, best.retained == 0 ? .notKept : .missing)
    }
    return try reading(best.position, orThrow: { .lostBest(self, best, .unusable($0)) })
  }

  private func recordedBest() throws -> RecordedBest? {
    let newest = try newest()
    do {
      let (records, plan) = try Checkpoint.history(in: path(of: newest))
      return RecordedBest(of: records, retained: plan.retention.best)
    } catch  where error.isDamage {
      throw TrainingError.unknownBest(self, newest, error)
    }
  }

  private func newest() throws(TrainingError) -> CheckpointPosition {
    guard let newest = try positions().last else { throw .noCheckpoint(path) }
    return newest
  }

  /// Reads the checkpoint at `position`; damage becomes what `explain` makes of it.
  private func reading(
    _ position: CheckpointPosition, orThrow explain: (any Error) -> TrainingError
  ) throws -> Checkpoint {
    do {
      let checkpoint = try Checkpoint.read(path(of: position))
      guard checkpoint.position == position else { throw TrainingError.misnamed(checkpoint) }
      return checkpoint
    } catch  where error.isDamage {
      throw explain(error)
    }
  }

  /// The epochs after which a checkpoint is left whose header can be read.
  var keptEpochs: [Int] {
    ((try? summaries()) ?? []).map(\.position).filter(\.isBetweenEpochs).map(\.epoch)
  }
}
