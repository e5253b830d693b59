public import CMRTraining

extension SMLN {
  /// The options of ``SMLN``; none of them was published in a form that could be read.
  public struct Options: DocumentedOptions {
    /// The form of the encoders.
    public var encoder = EncoderOptions(hidden: [1024, 1024], dimension: 128)
    /// How many rows of its modality a row without a class is held against.
    public var neighbours = 5
    /// What is added to the variance of every direction, as a share of that of all together.
    public var ridge = 1e-3

    /// What the type's description gives reasons for.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      try OptionRange.atLeast(0, neighbours, "neighbours")
      try OptionRange.positive(ridge, "ridge")
    }

    /// What each option means.
    public static let help = [
      SharedHelp.encoder[0], SharedHelp.discriminants,
      OptionHelp(
        "neighbours", "rows of its modality in the batch that a row without a class goes by"),
      OptionHelp("ridge", "share of all variance that is added to that of every direction"),
    ]
  }
}
