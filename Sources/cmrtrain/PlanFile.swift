import CMRFiles
import CMRTraining
import FoundationEssentials
import SystemPackage

/// A plan file named on the command line.
enum PlanFile {
  /// The plan in the file at `path`; errors name the file.
  static func read(_ path: String) throws -> FitPlan {
    guard isRegularFile(FilePath(path)) else { throw PlanFileError(path: path, why: why(path)) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PlanFileError(path: path, why: "this user may not read it; change its permissions")
    }
    do throws(TrainingError) {
      return try FitPlan(document: JSONValue(text: String(decoding: data, as: UTF8.self)))
    } catch {
      throw PlanFileError(path: path, why: "\(error)")
    }
  }

  private static func why(_ path: String) -> String {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return "there is no such file; 'cmrdata schema plan' says what one holds"
    }
    guard isFolder else { return "it is no regular file; name a file" }
    let inside = FilePath(path).appending("plan.json")
    return isRegularFile(inside)
      ? "it is a folder; that of the run is '\(inside)'" : "it is a folder; name a file"
  }
}

/// A plan file cannot be read.
struct PlanFileError: Error, CustomStringConvertible {
  let path: String
  let why: String

  var description: String { "cannot read the plan '\(path)': \(why)" }
}
