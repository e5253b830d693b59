import SystemPackage

extension TrainingError {
  static func noPlanFile(_ path: FilePath) -> Self {
    Self(
      code: .invalidPlan, message: "cannot read the plan '\(path)'",
      remedy: "check that the file is there")
  }

  static func notText(_ path: FilePath) -> Self {
    Self(
      code: .invalidPlan, message: "\(path): the plan is not UTF-8 text",
      remedy: "save it as UTF-8")
  }

  /// The same error, with the file that the plan was read from.
  func inFile(_ path: FilePath) -> Self {
    Self(code: code, message: "\(path): \(message)", remedy: remedy)
  }

  static func planVersion(_ version: Int128) -> Self {
    Self(
      code: version > FitPlan.currentVersion ? .newerVersion : .invalidPlan,
      message: "the fit plan has version \(version), this program reads version "
        + "\(FitPlan.currentVersion)",
      remedy: version > FitPlan.currentVersion ? "use a newer program" : nil)
  }

  static func planValue(_ path: String, _ value: String, _ range: String) -> Self {
    Self(
      code: .invalidPlan, message: "key '\(path)' of the fit plan is \(value)",
      remedy: "it must be \(range)")
  }

  static func emptySplit(_ split: String, modality: String) -> Self {
    Self(
      code: .unsuitableData, message: "the split '\(split)' has no rows of modality '\(modality)'")
  }

  static func splitsDisagree(_ split: String, _ counts: [(modality: String, rows: Int)]) -> Self {
    let list = counts.map { "\($0.modality) \($0.rows)" }.joined(separator: ", ")
    return Self(
      code: .unsuitableData,
      message: "the split '\(split)' pairs modalities with unequal rows: \(list)")
  }

  static func unknownModality(_ name: String, known: [String]) -> Self {
    Self(
      code: .unsuitableData, message: "the plan has no modality '\(name)'",
      remedy: "it has \(known.joined(separator: ", "))")
  }
}
