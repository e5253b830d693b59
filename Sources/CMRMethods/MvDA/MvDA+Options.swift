public import CMRTraining

extension MvDA {
  /// The options of ``MvDA``.
  public struct Options: DocumentedOptions {
    /// The form of the projections.
    public var encoder = ProjectionOptions()
    /// The share of its mean variance that is added to every variance within classes.
    public var ridge = 1e-3

    /// What the type's description gives reasons for.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try OptionRange.atLeast(1, encoder.dimension, "encoder.dimension")
      try OptionRange.notNegative(ridge, "ridge")
    }

    /// What each option means.
    public static let help = [SharedHelp.discriminants, SharedHelp.ridge]
  }
}
