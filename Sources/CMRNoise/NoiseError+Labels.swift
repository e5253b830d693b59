extension NoiseError {
  static func noModalities() -> Self {
    Self(code: .invalidLabels, message: "there are no labels to corrupt", remedy: nil)
  }

  static func repeatedModality(_ modality: String) -> Self {
    Self(
      code: .invalidLabels, message: "modality '\(modality)' is given twice", remedy: nil)
  }

  static func noTrainingRows(_ modality: String) -> Self {
    Self(
      code: .invalidLabels, message: "modality '\(modality)' has no training rows",
      remedy: "only training rows are corrupted; name a split that has some")
  }

  static func labelOutOfRange(_ label: Int32, row: Int, modality: String, classCount: Int) -> Self {
    Self(
      code: .invalidLabels,
      message:
        "label \(label) of row \(row) in modality '\(modality)' is not one of 0..<\(classCount)",
      remedy: nil)
  }

  static func rowOutOfRange(_ row: Int, modality: String, rows: Int) -> Self {
    Self(
      code: .invalidLabels,
      message: "training row \(row) of modality '\(modality)' is not one of its \(rows) rows",
      remedy: nil)
  }

  static func repeatedRow(_ row: Int, modality: String) -> Self {
    Self(
      code: .invalidLabels,
      message: "training row \(row) of modality '\(modality)' is listed twice", remedy: nil)
  }
}
