import CMRFiles
public import CMRJSON
import FoundationEssentials
public import SystemPackage

/// The folder of one run: `plan.json`, `metrics.jsonl`, `checkpoints/`.
///
/// It belongs to one plan and one store; another is refused with the differences named. Reading
/// needs no lock, writing is for one process at a time.
public struct RunFolder: Sendable, Equatable {
  /// Where the folder is.
  public let path: FilePath

  /// The folder at `path`, whether or not it exists.
  public init(_ path: FilePath) { self.path = path }

  /// The resolved plan.
  public var planPath: FilePath { path.appending("plan.json") }
  /// One line of JSON per epoch.
  public var metricsPath: FilePath { path.appending("metrics.jsonl") }
  /// The checkpoints.
  public var checkpointsPath: FilePath { path.appending("checkpoints") }

  /// The plan of the run; throws a ``TrainingError`` where there is none.
  public func plan() throws -> FitPlan {
    guard FileManager.default.fileExists(atPath: planPath.string) else {
      throw TrainingError.notARun(path)
    }
    return try FitPlan(contentsOf: planPath)
  }

  /// The checkpoints of the run, oldest first, without a look inside.
  public func checkpoints() -> CheckpointFolder { CheckpointFolder(checkpointsPath) }
}

extension RunFolder {
  /// Makes the folder for `plan`, or checks that it was made for it; the lock is the right to write
  /// in it.
  func prepare(for plan: FitPlan) throws -> FolderLock {
    let manager = FileManager.default
    try makeFolder(path)
    let lock = try FolderLock.take(path, purpose: "fitted")
    if try hasBegun() {
      try check(plan)
    } else {
      if !manager.fileExists(atPath: planPath.string) { try checkEmpty() }
      try write(plan)
    }
    try makeFolder(checkpointsPath)
    return lock
  }

  /// Whether there is anything that another plan would spoil: a run that failed before its first
  /// epoch has only its plan, and the command that mends it must not be refused for that.
  private func hasBegun() throws(TrainingError) -> Bool {
    guard FileManager.default.fileExists(atPath: planPath.string) else { return false }
    let metrics = try? metricsPath.stat().size
    return try checkpoints().isInUse() || metrics ?? 0 > 0
  }

  /// Throws the differences between `plan` and that of the folder. The store may have moved: only
  /// its identity counts.
  private func check(_ plan: FitPlan) throws {
    let old = try self.plan()
    let differences = try plan.differences(from: old)
    if !differences.isEmpty { throw TrainingError.otherPlan(path, differences) }
    if old.store.path != plan.store.path { try write(plan) }
  }

  private func checkEmpty() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: path.string)
      .filter { !$0.hasPrefix(".") }.sorted()
    if let name = names.first { throw TrainingError.foreignFolder(path, holding: name) }
  }

  private func write(_ plan: FitPlan) throws {
    let text = try PendingText(planPath)
    try text.write(plan.document().text(indented: true) + "\n")
    try text.publish()
  }
}

extension FitPlan {
  /// Where this plan and `other` disagree, but for the path of the store.
  public func differences(from other: FitPlan) throws(TrainingError) -> [JSONDifference] {
    try document().differences(from: other.document()).filter { $0.path != "store.path" }
  }
}
