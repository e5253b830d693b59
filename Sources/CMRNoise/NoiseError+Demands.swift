extension NoiseError {
  /// More labels must become wrong than have a class that can.
  static func tooFewFlippable(
    plan: NoisePlan, wanted: Int, flippable: Int, rows: Int, modality: String
  ) -> Self {
    Self(
      code: .impossible,
      message: "\(plan.model.rawValue) noise at rate \(plan.rate) must make \(wanted) of "
        + "\(rows) labels wrong in \(modality), and only \(flippable) have a class that maps to "
        + "another",
      remedy: "lower the rate, or choose the semantics 'redraw'")
  }

  static func tooFewClasses(plan: NoisePlan, classCount: Int) -> Self {
    Self(
      code: .impossible,
      message: "\(plan.model.rawValue) noise needs 2 classes or more, and there "
        + (classCount == 1 ? "is 1" : "are \(classCount)"), remedy: nil)
  }
}
