import SystemPackage

extension TrainingError {
  static func rankingDepth(_ top: Int) -> Self {
    Self(
      code: .invalidPlan, message: "the first \(top) items of a ranking cannot be kept",
      remedy: "ask for 1 or more, or for all")
  }

  static func rankingInterrupted(_ path: FilePath) -> Self {
    Self(
      code: .interrupted, message: "the ranking '\(path)' was not finished: it was asked to stop",
      remedy: "nothing was written; rank again")
  }
}
