extension TrainingError {
  static func lossShape(_ method: String, _ shape: String) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "the loss of method '\(method)' has shape \(shape), not [1, 1]")
  }

  static func lossNotFinite(_ method: String, _ loss: Float, _ progress: FitProgress) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "the loss of method '\(method)' is \(loss) at epoch \(progress.epoch + 1), "
        + "step \(progress.step + 1)",
      remedy: "lower the learning rate, or look at the features")
  }

  static func embeddingShape(
    _ method: String, modality: String, wantedRows: Int, found: String
  ) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "method '\(method)' embedded \(wantedRows) rows of '\(modality)' as a matrix of "
        + "shape \(found)")
  }

  static func embeddingLength(_ method: String, modality: String, _ length: Float) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "method '\(method)' embedded a row of '\(modality)' with length \(length), not 1")
  }

  static func embeddingNotFinite(_ method: String, modality: String) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "method '\(method)' embedded rows of '\(modality)' as numbers that are not finite")
  }
}
