extension NoiseError {
  private static let useIndependent = "choose the sharing 'independent'"

  static func notPaired(_ first: String, _ second: String) -> Self {
    Self(
      code: .impossible,
      message:
        "one noisy label per pair needs paired modalities, and '\(first)' and '\(second)' are not",
      remedy: useIndependent)
  }

  static func rowsDisagree(
    _ first: ModalityLabels, _ second: ModalityLabels
  ) -> Self {
    Self(
      code: .impossible,
      message: "one noisy label per pair needs as many rows in each modality: "
        + "'\(first.modality)' has \(first.labels.count), '\(second.modality)' has \(second.labels.count)",
      remedy: useIndependent)
  }

  static func labelsDisagree(
    row: Int, _ first: ModalityLabels, _ second: ModalityLabels
  ) -> Self {
    Self(
      code: .impossible,
      message: "one noisy label per pair needs equal clean labels: row \(row) is "
        + "\(first.labels[row]) in '\(first.modality)' and \(second.labels[row]) in '\(second.modality)'",
      remedy: useIndependent)
  }

  static func trainingRowsDisagree(_ first: ModalityLabels, _ second: ModalityLabels) -> Self {
    Self(
      code: .impossible,
      message: "one noisy label per pair needs the same training rows in each modality: "
        + "'\(first.modality)' has \(first.trainingRows.count), "
        + "'\(second.modality)' has \(second.trainingRows.count) or others",
      remedy: useIndependent)
  }
}
