import CMRAutodiff
import CMRBeliefs
import SystemPackage

/// Where a run can go on, and what was found in the way.
struct ResumePoint {
  /// A checkpoint that could not be used.
  struct Damage {
    let position: CheckpointPosition
    let reason: String
  }

  /// The newest checkpoint of which every byte verifies; nil for a run that has none.
  let checkpoint: Checkpoint?
  /// Checkpoints that are damaged, the newest first.
  let damages: [Damage]
  /// What lies in the way and is no file.
  let obstacles: [String]
  /// The positions at and before the checkpoint whose headers can be read.
  let usable: Set<CheckpointPosition>

  /// What a person should know about it.
  var notices: [String] {
    var notices = obstacles
    notices += damages.map { "the checkpoint at \($0.position) is passed over: \($0.reason)" }
    if checkpoint == nil, !damages.isEmpty {
      notices.append("no checkpoint can be used: the run begins anew")
    }
    return notices
  }

  /// Looks through `folder` from the newest to the oldest.
  ///
  /// Throws only for what is no damage: a checkpoint of a newer program, a file that may not be
  /// read. Passing those over would end in their being overwritten.
  static func newest(in folder: CheckpointFolder) throws -> ResumePoint {
    var damages: [Damage] = []
    for position in try folder.positions().reversed() {
      do {
        let checkpoint = try Checkpoint.read(folder.path(of: position))
        guard checkpoint.position == position else {
          throw TrainingError.misnamed(checkpoint)
        }
        let usable = try folder.summaries().map(\.position).filter { $0 <= position }
        return ResumePoint(
          checkpoint: checkpoint, damages: damages, obstacles: try folder.obstacles(),
          usable: Set(usable))
      } catch  where error.isDamage {
        damages.append(Damage(position: position, reason: "\(error)"))
      }
    }
    return ResumePoint(
      checkpoint: nil, damages: damages, obstacles: try folder.obstacles(), usable: [])
  }
}

extension FitState {
  /// Goes back to where `checkpoint` was taken.
  mutating func restore(_ checkpoint: Checkpoint, of task: RetrievalTask) throws {
    try method.parameters.restore(checkpoint.parameters)
    try method.restore(checkpoint.methodState)
    try optimiser.restore(checkpoint.optimiserState.optimiserState())
    epoch = checkpoint.position.epoch
    partial = checkpoint.partial
    records = checkpoint.records
    beliefs = checkpoint.beliefs
    guard position == checkpoint.position, records.count == epoch else {
      throw TrainingError.inconsistent(checkpoint, epochs: records.count, steps: position.step)
    }
    try beliefs?.check(
      in: checkpoint.path, rows: task.trainingRows, classes: task.classCount,
      latestEpoch: epoch + (partial == nil ? 0 : 1))
  }
}

extension Checkpoint {
  /// What was done to the features of `modality`.
  func scaling(of modality: String, dimension: Int) throws(TrainingError) -> FeatureScaling {
    guard let scaling = scalings[modality] else {
      throw .noScaling(path.string, modality: modality)
    }
    guard scaling.mean.isEmpty || scaling.mean.count == dimension else {
      throw .scalingDimension(
        path.string, modality: modality, scaling.mean.count, dimension: dimension)
    }
    return scaling
  }
}
