public import CMRTraining

extension UOTRCL {
  /// What the cost of the transport is made of.
  public enum CostKind: String, OptionChoice {
    /// -log of what a model of the labels believes: how far votes and own labels can be trusted is
    /// estimated.
    case posterior
    /// -log of votes among embeddings, in which the own label has a fixed share.
    case votes
  }

  /// The model of the labels, which is estimated once, when warm-up ends.
  public struct PosteriorOptions: Codable, Sendable, Equatable {
    /// How many dimensions at most of each modality's features witnesses look at.
    public var components = 128
    /// Numbers of neighbours of which the one that explains the labels best is taken.
    public var neighbours = [10, 20, 40, 80]
    /// Whether linear maps of each modality's features are witnesses beside the neighbours.
    public var predictions = true
    /// How much a vote of the neighbours among the present embeddings adds; 0 leaves them out.
    public var embeddings = 0.0
    /// The least probability; below it the cost does not grow.
    public var floor = 1e-6

    /// What a prototype did best with; the article says how it was chosen.
    public init() {}

    /// How many witnesses the model weighs: three spaces of neighbours, two linear maps.
    var witnessCount: Int { predictions ? 5 : 3 }

    func validate() throws(TrainingError) {
      try OptionRange.atLeast(1, components, "posterior.components")
      guard !neighbours.isEmpty else {
        throw .optionOutOfRange("posterior.neighbours", "[]", "one number of neighbours or more")
      }
      for count in neighbours { try OptionRange.atLeast(1, count, "posterior.neighbours") }
      try OptionRange.notNegative(embeddings, "posterior.embeddings")
      try OptionRange.positiveShare(floor, "posterior.floor")
    }
  }
}
