public import CMRTraining

extension RONO {
  /// The options of ``RONO``; the defaults are those of the published code, but for the encoders.
  public struct Options: DocumentedOptions {
    /// The form of both encoders.
    public var encoder = EncoderOptions(hidden: [4096, 4096], dimension: 256)
    /// The weights of the losses.
    public var weight = Weights()
    /// alpha: how far beyond the mean of the centres the own one must lie.
    public var margin = 0.3
    /// a: divides the centre loss.
    public var centreScale = 0.05
    /// Multiplies the bounded classification loss.
    public var classScale = 5.0
    /// Divides the cosines of the contrastive loss.
    public var contrastTemperature = 0.22
    /// Epochs until the robust form of the centre loss is reached.
    public var warmupEpochs = 25

    /// The published recipe.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      try weight.validate()
      try OptionRange.notNegative(margin, "margin")
      try OptionRange.positive(centreScale, "centreScale")
      try OptionRange.positive(classScale, "classScale")
      try OptionRange.positive(contrastTemperature, "contrastTemperature")
      try OptionRange.atLeast(1, warmupEpochs, "warmupEpochs")
    }

    /// What each option means.
    public static let help =
      SharedHelp.encoder + [
        OptionHelp("weight.centre", "weight of the robust centre loss"),
        OptionHelp("weight.classes", "weight of the bounded classification loss"),
        OptionHelp("weight.contrast", "weight of the contrast between the modalities"),
        OptionHelp("margin", "alpha: how far beyond the mean centre the own one must lie"),
        OptionHelp("centreScale", "a: divides the centre loss"),
        OptionHelp("classScale", "multiplies the bounded classification loss"),
        OptionHelp("contrastTemperature", "divides the cosines of the contrastive loss"),
        OptionHelp("warmupEpochs", "epochs until the robust form of the centre loss is reached"),
      ]
  }

  /// The weights of the three losses.
  public struct Weights: Codable, Sendable, Equatable {
    /// Of the robust centre loss.
    public var centre = 1.0
    /// Of the bounded classification loss.
    public var classes = 1.0
    /// Of the contrast between the modalities.
    public var contrast = 1.0

    /// The published weights.
    public init() {}

    func validate() throws(TrainingError) {
      try OptionRange.notNegative(centre, "weight.centre")
      try OptionRange.notNegative(classes, "weight.classes")
      try OptionRange.notNegative(contrast, "weight.contrast")
      guard centre + classes + contrast > 0 else {
        throw .optionOutOfRange("weight", "0 for every loss", "above 0 for one of them")
      }
    }
  }
}
