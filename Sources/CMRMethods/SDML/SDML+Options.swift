public import CMRTraining

extension SDML {
  /// The options of ``SDML``; the defaults are those of the published code.
  public struct Options: DocumentedOptions {
    /// The form of the encoders; decoders have the same layers backwards.
    public var encoder = EncoderOptions(hidden: [1024, 1024], dimension: 512)
    /// alpha: the weight of the reconstruction; the labels have the rest.
    public var alpha = 0.5

    /// The published recipe.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      try OptionRange.share(alpha, "alpha")
    }

    /// What each option means.
    public static let help = [
      OptionHelp(
        "encoder.hidden", "widths of the hidden layers of the encoders, and backwards of decoders"),
      OptionHelp("encoder.dimension", "L: the length of an embedding"),
      OptionHelp("alpha", "weight of the reconstruction; the labels have the rest"),
    ]
  }
}
