import CMRFiles
import CMRJSON
import SystemPackage

extension TrainingError {
  static func notARun(_ path: FilePath) -> Self {
    Self(
      code: .otherRun, message: "'\(path)' is not a run folder: it has no plan.json",
      remedy: "name a folder that 'fit' made")
  }

  static func otherPlan(_ path: FilePath, _ differences: [JSONDifference]) -> Self {
    let list = differences.map { $0.text(here: "asked", there: "the run has") }
      .joined(separator: "; ")
    let isOtherData = differences.contains { $0.path == "store.identity" }
    return Self(
      code: .otherRun,
      message: "the run folder '\(path)' belongs to another \(isOtherData ? "store" : "plan"): "
        + list,
      remedy: "fit into another folder, or ask for the run's own plan")
  }

  static func cannotList(_ error: FilesError) -> Self {
    Self(code: .noCheckpoint, message: error.message, remedy: error.remedy)
  }

  static func stoppedBeforeTheFirstStep(_ path: FilePath) -> Self {
    Self(
      code: .interrupted,
      message: "the run '\(path)' was asked to stop before its first step, nothing is saved yet",
      remedy: "the same command begins it")
  }

  static func foreignFolder(_ path: FilePath, holding name: String) -> Self {
    Self(
      code: .otherRun,
      message: "'\(path)' is not a run folder: it holds '\(name)' and no plan.json",
      remedy: "fit into a new folder")
  }
}
