import SystemPackage

extension TrainingError {
  static func misnamed(_ checkpoint: Checkpoint) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "'\(checkpoint.path)' was taken at \(checkpoint.position), not where its name says")
  }

  static func inconsistent(_ checkpoint: Checkpoint, epochs: Int, steps: Int) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "'\(checkpoint.path)' was taken at \(checkpoint.position) but holds "
        + "\(epochs) epochs and \(steps) steps")
  }

  static func noScaling(_ path: String, modality: String) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "the checkpoint '\(path)' says nothing of modality '\(modality)'")
  }

  static func scalingDimension(
    _ path: String, modality: String, _ found: Int, dimension: Int
  ) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "the checkpoint '\(path)' has statistics of \(found) features of '\(modality)', the "
        + "store has \(dimension)")
  }

  static func noPosition(_ path: FilePath) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "the checkpoint '\(path)' does not say at which epoch and step it was taken")
  }

  static func statistics(_ path: String, _ means: Int, _ deviations: Int) -> Self {
    Self(
      code: .invalidCheckpoint,
      message: "'\(path)' has \(means) means and \(deviations) deviations")
  }

  static func arrayKind(_ path: String, of file: String, _ found: String) -> Self {
    Self(
      code: .invalidCheckpoint, message: "'\(path)' of '\(file)' has element type \(found)",
      remedy: "a checkpoint holds <f4, <f8, <i4, <i8 and <u8")
  }

  static func foreignParameter(_ name: String) -> Self {
    Self(code: .invalidCheckpoint, message: "the method has no parameter '\(name)'")
  }

  static func noCheckpoint(_ folder: FilePath) -> Self {
    Self(
      code: .noCheckpoint, message: "there is no checkpoint in '\(folder)'", remedy: "fit first")
  }

  static func noCheckpoint(_ folder: FilePath, epoch: Int, kept: [Int]) -> Self {
    Self(
      code: .noCheckpoint, message: "'\(folder)' has no checkpoint after epoch \(epoch)",
      remedy: kept.isEmpty
        ? "none is kept there"
        : "kept: epoch \(kept.map(String.init).joined(separator: ", "))")
  }
}
