public import CMRTraining

extension UOTRCL {
  /// L_SA: how embeddings follow the plan.
  public struct SemanticOptions: Codable, Sendable, Equatable {
    /// The weight of the loss.
    public var weight = 1.0
    /// Its form.
    public var loss = SemanticLoss.crossEntropy
    /// The weight of MRL's contrastive loss beside it after warm-up.
    public var contrast = 0.0
    /// tau2: divides the cosines of the contrastive loss, here and during warm-up.
    public var contrastTemperature = 1.0

    /// Cross entropy, no contrastive loss.
    public init() {}

    func validate() throws(TrainingError) {
      try OptionRange.notNegative(weight, "semantic.weight")
      try OptionRange.notNegative(contrast, "semantic.contrast")
      try OptionRange.positive(contrastTemperature, "semantic.contrastTemperature")
    }
  }

  /// The form of L_SA.
  public enum SemanticLoss: String, OptionChoice {
    /// -T log p.
    case crossEntropy = "cross-entropy"
    /// T log(1 - p): MRL's robust loss with the plan in the label's place.
    case meanClustering = "mean-clustering"
  }

  /// L_RA: how images and texts of a batch follow each other.
  public struct RelationOptions: Codable, Sendable, Equatable {
    /// lambda: the weight of the loss; 0 leaves it out (ablation).
    public var weight = 0.3
    /// The cost of matching an image with a text.
    public var cost = RelationCost.within
    /// a: the weight of the given pair among the matches.
    public var identity = 0.5
    /// tau: divides the cosines between images and texts.
    public var temperature = 1.0
    /// eps_R: the weight of the entropy, in the unit of the costs, which lie in [0, 2].
    public var regularisation = 0.05
    /// The form of the loss.
    public var loss = RelationLoss.crossEntropy
    /// The residual of the marginals at which iterations stop; a nearly diagonal transport
    /// converges slowly, and its rows are normalised afterwards.
    public var tolerance = 1e-3
    /// How many iterations are done at most.
    public var maximumIterations = 1000

    /// Cross entropy with matches inferred within the modalities.
    public init() {}

    func validate() throws(TrainingError) {
      try OptionRange.notNegative(weight, "relation.weight")
      try OptionRange.share(identity, "relation.identity")
      try OptionRange.positive(temperature, "relation.temperature")
      try OptionRange.positive(regularisation, "relation.regularisation")
      try OptionRange.positive(tolerance, "relation.tolerance")
      try OptionRange.atLeast(1, maximumIterations, "relation.maximumIterations")
    }
  }

  /// The cost of matching image i with text j of a batch.
  public enum RelationCost: String, OptionChoice {
    /// 1 less the mean of the cosines between the two images and between the two texts.
    case within
    /// 1 less the cosine between image and text.
    case across
    /// 1 less the cosine between their class probabilities.
    case probabilities
    /// 1 less the scalar product of their rows of the plan, each summing to 1.
    case corrected
    /// The mean of the four.
    case mean
  }

  /// The form of L_RA.
  public enum RelationLoss: String, OptionChoice {
    /// The cross entropy of the inferred matches.
    case crossEntropy = "cross-entropy"
    /// The mean of both Kullback-Leibler divergences.
    case symmetricKL = "symmetric-kl"
  }
}
