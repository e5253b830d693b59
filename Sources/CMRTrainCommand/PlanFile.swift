import CMRFiles
import CMRTraining
import FoundationEssentials
import SystemPackage

/// A plan file named on the command line.
enum PlanFile {
  /// The plan in the file at `path`, checked as far as it can be alone, so that errors name the file.
  static func read(_ path: FilePath, method: String?) throws -> FitPlan {
    guard isRegularFile(path) else { throw PlanFileError(path: path, why: why(path)) }
    let plan = try FitPlan(contentsOf: path)
    try plan.checkOptions(of: method, in: TrainCommand.program.catalog, readFrom: path)
    return plan
  }

  private static func why(_ path: FilePath) -> String {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path.string, isDirectory: &isFolder) else {
      return "there is no such file; 'cmrdata schema plan' says what one holds"
    }
    guard isFolder else { return "it is no regular file; name a file" }
    let inside = path.appending("plan.json")
    return isRegularFile(inside)
      ? "it is a folder; that of the run is '\(inside)'" : "it is a folder; name a file"
  }
}

/// A plan file cannot be read.
struct PlanFileError: Error, CustomStringConvertible {
  let path: FilePath
  let why: String

  var description: String { "cannot read the plan '\(path)': \(why)" }
}
