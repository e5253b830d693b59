import SystemPackage

/// Refusals to take another checkpoint than the one that was asked for.
extension TrainingError {
  /// Why the best epoch's checkpoint is not there.
  enum Loss {
    case missing
    case notKept
    case unusable(any Error)
  }

  static func unusableNewest(
    _ folder: CheckpointFolder, _ newest: CheckpointPosition, _ error: any Error
  ) -> Self {
    Self(
      code: .noCheckpoint,
      message: "the newest checkpoint in '\(folder.path)', at \(newest), cannot be used: "
        + error.reason,
      remedy: goingOn(folder))
  }

  static func unknownBest(
    _ folder: CheckpointFolder, _ newest: CheckpointPosition, _ error: any Error
  ) -> Self {
    Self(
      code: .noCheckpoint,
      message: "which epoch is the best is not known: the newest checkpoint in '\(folder.path)', "
        + "at \(newest), cannot be used: \(error.reason)",
      remedy: goingOn(folder))
  }

  static func unusableEpoch(
    _ folder: CheckpointFolder, _ epoch: Int, _ error: any Error
  ) -> Self {
    Self(
      code: .noCheckpoint,
      message: "the checkpoint after epoch \(epoch) in '\(folder.path)' cannot be used: "
        + error.reason,
      remedy: "restore it from a copy, or \(others(folder, but: epoch))")
  }

  static func lostBest(
    _ folder: CheckpointFolder, _ best: RecordedBest, _ loss: Loss
  ) -> Self {
    let path = folder.path(of: best.position)
    let (why, first) =
      switch loss {
      case .missing: ("its checkpoint '\(path)' is missing", "restore it from a copy")
      case .unusable(let error):
        ("its checkpoint cannot be used: \(error.reason)", "restore it from a copy")
      case .notKept:
        (
          "its checkpoint is not there: the plan's retention.best is 0",
          "fit into another folder with '--set retention.best=1'"
        )
      }
    return Self(
      code: .noCheckpoint,
      message: "the best epoch by validation in '\(folder.path)' is \(best.epoch), and \(why)",
      remedy: "\(first), or \(others(folder, but: best.epoch))")
  }

  static func notEvaluated(_ folder: FilePath) -> Self {
    Self(
      code: .noCheckpoint, message: "no epoch in '\(folder)' was evaluated, so none is the best",
      remedy: "name another: '--checkpoint last', or the number of an epoch")
  }

  /// What can be done where the newest checkpoint is damaged.
  private static func goingOn(_ folder: CheckpointFolder) -> String {
    let again = "run the same 'fit' again: it passes this one over and"
    guard let position = (try? ResumePoint.newest(in: folder))?.checkpoint?.position else {
      return "\(again) begins anew, as no other can be used"
    }
    let other = position.isBetweenEpochs ? "; '--checkpoint \(position.epoch)' is that one" : ""
    return "\(again) goes on from \(position)\(other)"
  }

  /// Which checkpoints could be named in place of the one after `epoch`.
  private static func others(_ folder: CheckpointFolder, but epoch: Int) -> String {
    let kept = folder.keptEpochs.filter { $0 != epoch }
    guard !kept.isEmpty else { return "fit anew: no other is left" }
    let list = kept.map(String.init).joined(separator: ", ")
    return "name one that is left with '--checkpoint N': epoch \(list)"
  }
}
