public import CMRTraining

extension ELRCMR {
  /// The options of ``ELRCMR``.
  public struct Options: DocumentedOptions {
    /// The form of both encoders.
    public var encoder = EncoderOptions()
    /// tau1: divides the logits before the softmax over classes.
    public var classTemperature = 1.0
    /// tau2: divides the cosines of the contrastive loss.
    public var contrastTemperature = 1.0
    /// lambda: the weight of the regularisation beside the cross entropy.
    public var lambda = 3.0
    /// How much of its old value a target keeps.
    public var momentum = 0.7
    /// beta: the weight of regularised classification; the contrastive loss has the rest.
    public var beta = 0.7

    /// The recipe that the type's description gives reasons for.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      try OptionRange.positive(classTemperature, "classTemperature")
      try OptionRange.positive(contrastTemperature, "contrastTemperature")
      try OptionRange.notNegative(lambda, "lambda")
      try OptionRange.share(momentum, "momentum")
      try OptionRange.share(beta, "beta")
    }

    /// What each option means.
    public static let help =
      SharedHelp.encoder + [
        SharedHelp.classTemperature,
        OptionHelp("contrastTemperature", "tau2: divides the cosines of the contrastive loss"),
        OptionHelp("lambda", "weight of the regularisation beside the cross entropy"),
        OptionHelp("momentum", "how much of its old value a target keeps"),
        OptionHelp("beta", "weight of regularised classification; the contrast has the rest"),
      ]
  }
}
