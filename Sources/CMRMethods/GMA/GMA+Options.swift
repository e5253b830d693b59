public import CMRTraining

extension GMA {
  /// The options of ``GMA``.
  public struct Options: DocumentedOptions {
    /// The form of the projections.
    public var encoder = ProjectionOptions()
    /// alpha: the weight of class means of different modalities coming together.
    public var alignment = 10.0
    /// The share of its mean variance that is added to every variance within classes.
    public var ridge = 1e-3

    /// What the type's description gives reasons for.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try OptionRange.atLeast(1, encoder.dimension, "encoder.dimension")
      try OptionRange.notNegative(alignment, "alignment")
      try OptionRange.notNegative(ridge, "ridge")
    }

    /// What each option means.
    public static let help = [
      SharedHelp.discriminants,
      OptionHelp("alignment", "alpha: weight of equal classes of two modalities lying together"),
      SharedHelp.ridge,
    ]
  }
}
