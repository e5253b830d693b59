public import ArgumentParser
import CMRCommand
public import CMRTraining

extension CheckpointChoice: ExpressibleByArgument {
  /// `best`, `last`, or the number of an epoch.
  public init?(argument: String) {
    switch argument {
    case "best": self = .best
    case "last": self = .last
    default:
      guard let epoch = Int(argument), epoch > 0 else { return nil }
      self = .epoch(epoch)
    }
  }

  /// As it is typed.
  public var defaultValueDescription: String { description }

  /// The checkpoint in `run`; a run that was fitted without validation has no best one but the
  /// last.
  func read(in run: RunFolder) throws -> Checkpoint {
    let folder = run.checkpoints()
    for obstacle in try folder.obstacles() { Console.note(obstacle) }
    guard self == .best, try folder.bestEpoch() == nil else { return try folder.read(self) }
    Console.note("'\(run.path)' was not validated: its last checkpoint counts as the best")
    return try folder.read(.last)
  }
}
