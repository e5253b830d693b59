import ArgumentParser
import CMRCommand
import CMRTraining
import SystemPackage

/// Which checkpoint of a run is meant.
enum CheckpointChoice: ExpressibleByArgument, CustomStringConvertible {
  case best
  case last
  case epoch(Int)

  init?(argument: String) {
    switch argument {
    case "best": self = .best
    case "last": self = .last
    default:
      guard let epoch = Int(argument), epoch > 0 else { return nil }
      self = .epoch(epoch)
    }
  }

  var description: String {
    switch self {
    case .best: "best"
    case .last: "last"
    case .epoch(let epoch): "epoch-\(epoch)"
    }
  }

  var defaultValueDescription: String { description }

  /// The checkpoint in `run`; a run that was fitted without validation has no best one but the last.
  func find(in run: RunFolder, plan: FitPlan) throws -> CheckpointSummary {
    let folder = run.checkpoints()
    let readable = Set(folder.summaries().map(\.position))
    for position in folder.positions() where !readable.contains(position) {
      Console.note("the checkpoint at \(position) of '\(run.path)' cannot be read: passed over")
    }
    switch self {
    case .epoch(let epoch): return try folder.after(epoch: epoch)
    case .last: return try folder.last()
    case .best:
      if let best = folder.best() { return best }
      Console.note("'\(run.path)' was not validated: its last checkpoint counts as the best")
      return try folder.last()
    }
  }
}
