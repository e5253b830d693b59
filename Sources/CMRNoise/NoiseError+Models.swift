extension NoiseError {
  private static func list(_ models: [NoiseModel]) -> String {
    models.map(\.rawValue).joined(separator: ", ")
  }

  /// A model for rows of several classes, and rows of one.
  static func needsSeveralClasses(_ model: NoiseModel) -> Self {
    Self(
      code: .impossible,
      message: "\(model.rawValue) noise is for rows of any number of classes, and these have one"
        + " each",
      remedy: "choose one of \(list(NoiseModel.ofOneClass))")
  }

  /// A model for rows of one class, and rows of several.
  static func needsOneClass(_ model: NoiseModel) -> Self {
    Self(
      code: .impossible,
      message: "\(model.rawValue) noise is for rows of one class, and these have any number",
      remedy: "choose one of \(list(NoiseModel.ofSeveralClasses))")
  }

  static func notARate(_ rate: NoiseRate, model: NoiseModel) -> Self {
    Self(
      code: .invalidRate, message: "\(model.rawValue) noise cannot have the rate \(rate)",
      remedy: "a rate is a share of the training rows, such as 0.4; only levels of add exceed 1")
  }

  static func redrawWithoutMeaning(_ model: NoiseModel) -> Self {
    Self(
      code: .impossible,
      message: "\(model.rawValue) noise is in every row, so no rows are drawn",
      remedy: "choose the semantics 'exact'")
  }

  static func noProfile(_ names: [String]) -> Self {
    Self(
      code: .invalidLabels,
      message: "instance noise goes by features, and none were measured of "
        + names.map { "'\($0)'" }.joined(separator: " and "), remedy: nil)
  }

  static func noRival(_ modality: String, classes: Int) -> Self {
    Self(
      code: .impossible,
      message: "instance noise needs training rows of 2 classes or more, and those of modality"
        + " '\(modality)' have \(classes)", remedy: nil)
  }

  static func featuresDisagree(_ modality: String, count: Int, rows: Int, dimension: Int) -> Self {
    Self(
      code: .invalidLabels,
      message: "\(rows) rows of modality '\(modality)' have \(count) features, and not"
        + " \(rows) x \(dimension)", remedy: nil)
  }

  /// Fewer rows than wanted have a class to lose and one to gain.
  static func tooFewReplaceable(
    plan: NoisePlan, wanted: Int, able: Int, rows: Int, modality: String
  ) -> Self {
    Self(
      code: .impossible,
      message: "replace noise at rate \(plan.rate) must change \(wanted) of \(rows) rows in"
        + " \(modality), and only \(able) have a class to lose and another to gain",
      remedy: "lower the rate, or choose the semantics 'redraw'")
  }

  static func wrongMatrix(_ modality: String, elements: Int, classCount: Int) -> Self {
    Self(
      code: .invalidLabels,
      message: "the \(elements) labels of modality '\(modality)' are no rows of \(classCount)"
        + " classes", remedy: nil)
  }

  static func notBinary(_ value: UInt8, row: Int, column: Int, modality: String) -> Self {
    Self(
      code: .invalidLabels,
      message: "class \(column) of row \(row) in modality '\(modality)' is \(value), neither 0 nor"
        + " 1", remedy: nil)
  }
}
