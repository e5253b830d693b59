public import CMRTraining

extension PLS {
  /// The options of ``PLS``.
  public struct Options: DocumentedOptions {
    /// The form of the projections.
    public var encoder = ProjectionOptions()

    /// What the type's description gives reasons for.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try OptionRange.atLeast(1, encoder.dimension, "encoder.dimension")
    }

    /// What each option means.
    public static let help = [
      OptionHelp("encoder.dimension", "L: the length of an embedding, at most the fewest features")
    ]
  }
}
