public import CMRTraining

extension CCA {
  /// The options of ``CCA``.
  public struct Options: DocumentedOptions {
    /// The form of the projections.
    public var encoder = ProjectionOptions()
    /// The share of its mean variance that is added to every variance of a modality.
    public var ridge = 1e-3

    /// What the type's description gives reasons for.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try OptionRange.atLeast(1, encoder.dimension, "encoder.dimension")
      try OptionRange.notNegative(ridge, "ridge")
    }

    /// What each option means.
    public static let help = [
      OptionHelp("encoder.dimension", "L: the length of an embedding, at most the fewest features"),
      SharedHelp.ridge,
    ]
  }
}
