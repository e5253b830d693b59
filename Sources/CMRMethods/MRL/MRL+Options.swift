public import CMRTraining

extension MRL {
  /// The options of ``MRL``; the defaults are the published recipe.
  public struct Options: DocumentedOptions {
    /// The form of both encoders.
    public var encoder = EncoderOptions()
    /// tau1: divides the logits before the softmax over classes.
    public var classTemperature = 1.0
    /// tau2: divides the cosines of the contrastive loss.
    public var contrastTemperature = 1.0
    /// beta: the weight of the robust clustering loss; the contrastive loss has the rest.
    public var beta = 0.7

    /// The published recipe.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      try OptionRange.positive(classTemperature, "classTemperature")
      try OptionRange.positive(contrastTemperature, "contrastTemperature")
      try OptionRange.share(beta, "beta")
    }

    /// What each option means.
    public static let help =
      SharedHelp.encoder + [
        SharedHelp.classTemperature,
        OptionHelp("contrastTemperature", "tau2: divides the cosines of the contrastive loss"),
        OptionHelp(
          "beta", "weight of the robust clustering loss; the contrastive one has the rest"),
      ]
  }
}
