import SystemPackage

extension TrainingError {
  static func rankingDepth(_ top: Int) -> Self {
    Self(
      code: .invalidPlan, message: "the first \(top) items of a ranking cannot be kept",
      remedy: "ask for 1 or more, or for all")
  }

  static func otherStore(_ store: FilePath, wanted: String, found: String) -> Self {
    Self(
      code: .unsuitableData,
      message: "the store '\(store)' does not hold the data that the run was fitted on: its "
        + "identity is \(found.prefix(12)), that of the run's store \(wanted.prefix(12))",
      remedy: "name the store of the run, or a copy of it")
  }

  static func rankingWithoutLabels(_ path: FilePath) -> Self {
    Self(
      code: .unsuitableData,
      message: "the ranking '\(path)' does not hold the labels that say what is relevant; it was "
        + "written before rankings did", remedy: "rank the run again")
  }

  static func rankingInterrupted(_ path: FilePath) -> Self {
    Self(
      code: .interrupted,
      message: "the ranking '\(path)' is not finished, nothing of it is written",
      remedy: "the same command ranks anew")
  }
}
