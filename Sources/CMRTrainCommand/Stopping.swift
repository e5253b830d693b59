import CMRCommand
import CMRTraining

/// Work that a signal can stop before there is anything to show.
enum Stopping {
  /// Runs `work`; where it was stopped, says so and ends with the exit code for that.
  static func heeding<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let error as TrainingError where error.code == .interrupted {
      Console.note("stopped by \(StopSignals.name ?? "a signal"): \(error)")
      throw ExitStatus.interrupted.exitCode
    }
  }
}
