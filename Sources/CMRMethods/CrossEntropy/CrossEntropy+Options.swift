public import CMRTraining

extension CrossEntropy {
  /// The options of ``CrossEntropy``.
  public struct Options: DocumentedOptions {
    /// The form of the encoders.
    public var encoder = EncoderOptions()
    /// tau1: divides the logits before the softmax over classes.
    public var classTemperature = 1.0
    /// Whether the class matrix has unit columns, made so again before every step.
    public var unitColumns = true

    /// The recipe that MRL's encoders are compared by.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      try OptionRange.positive(classTemperature, "classTemperature")
    }

    /// What each option means.
    public static let help =
      SharedHelp.encoder + [
        SharedHelp.classTemperature,
        OptionHelp(
          "unitColumns", "whether the class matrix is given unit columns before every step"),
      ]
  }
}
