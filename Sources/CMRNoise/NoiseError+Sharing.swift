extension NoiseError {
  private static let useIndependent = "choose the sharing 'independent'"

  static func notPaired(_ first: String, _ second: String) -> Self {
    Self(
      code: .impossible,
      message:
        "one noisy label per pair needs paired modalities, and '\(first)' and '\(second)' are not",
      remedy: useIndependent)
  }

  static func rowsDisagree(_ first: String, _ rows: Int, _ second: String, _ others: Int) -> Self {
    Self(
      code: .impossible,
      message: "one noisy label per pair needs as many rows in each modality: "
        + "'\(first)' has \(rows), '\(second)' has \(others)",
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

  static func classesDisagree(
    row: Int, column: Int, _ first: String, _ value: UInt8, _ second: String, _ other: UInt8
  ) -> Self {
    Self(
      code: .impossible,
      message:
        "one noisy label per pair needs equal clean labels: class \(column) of row \(row) is "
        + "\(value) in '\(first)' and \(other) in '\(second)'",
      remedy: useIndependent)
  }

  static func trainingRowsDisagree(
    _ first: String, _ rows: Int, _ second: String, _ others: Int
  ) -> Self {
    Self(
      code: .impossible,
      message: "one noisy label per pair needs the same training rows in each modality: "
        + "'\(first)' has \(rows), '\(second)' has \(others) or others",
      remedy: useIndependent)
  }
}
