public import CMRTraining

extension DSCMR {
  /// The options of ``DSCMR``; the defaults are those of the published code.
  public struct Options: DocumentedOptions {
    /// The own layers of either modality, and the length of the shared one.
    public var encoder = EncoderOptions(hidden: [2048], dimension: 1024)
    /// alpha: the weight of the likelihood of equal classes.
    public var alpha = 1e-3
    /// beta: the weight of the distance of pairs.
    public var beta = 1e-1

    /// The published recipe.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      guard !encoder.hidden.isEmpty else {
        // The shared layer takes rows of one length, which features do not have.
        throw .optionOutOfRange("encoder.hidden", "[]", "one width or more")
      }
      try OptionRange.notNegative(alpha, "alpha")
      try OptionRange.notNegative(beta, "beta")
    }

    /// What each option means.
    public static let help = [
      OptionHelp("encoder.hidden", "widths of the layers of either modality alone, first to last"),
      OptionHelp("encoder.dimension", "L: the length of the shared layer, and of an embedding"),
      OptionHelp("alpha", "weight of the likelihood of equal classes"),
      OptionHelp("beta", "weight of the distance of pairs"),
    ]
  }
}
