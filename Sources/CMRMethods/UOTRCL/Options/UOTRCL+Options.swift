public import CMRTraining

extension UOTRCL {
  /// The options of ``UOTRCL``, in groups that follow the method's parts.
  ///
  /// What each statement rests on (abstract, related code, our decision) stands in <doc:UOT-RCL>.
  public struct Options: DocumentedOptions {
    /// The form of both encoders.
    public var encoder = EncoderOptions()
    /// tau1: divides the logits before the softmax over classes.
    public var classTemperature = 1.0
    /// The epochs before the first transport.
    public var warmup = WarmupOptions()
    /// What the cost of the transport is made of.
    public var cost = CostKind.posterior
    /// The model of the labels, for ``CostKind/posterior``.
    public var posterior = PosteriorOptions()
    /// How neighbours vote about a row's class, for ``CostKind/votes``.
    public var votes = VoteOptions()
    /// The partial transport between rows and classes.
    public var transport = PartialTransportOptions()
    /// The column marginal of the transport.
    public var prior = PriorOptions()
    /// The soft targets and the prototypes that move them.
    public var targets = TargetOptions()
    /// L_SA: how embeddings follow the plan.
    public var semantic = SemanticOptions()
    /// L_RA: how images and texts of a batch follow each other.
    public var relation = RelationOptions()

    /// Our defaults; the published recipe where there is one.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      try OptionRange.positive(classTemperature, "classTemperature")
      try warmup.validate()
      try posterior.validate()
      try votes.validate()
      try transport.validate()
      try prior.validate()
      try targets.validate()
      try semantic.validate()
      try relation.validate()
      if semantic.weight == 0, relation.weight == 0, semantic.contrast == 0 {
        throw .optionOutOfRange(
          "semantic.weight", semantic.weight,
          "above 0 where relation.weight and semantic.contrast are 0")
      }
    }
  }

  /// The epochs of MRL's loss before the first transport: prototypes begin with the embeddings that
  /// they leave, and so do neighbours where embeddings vote.
  public struct WarmupOptions: Codable, Sendable, Equatable {
    /// Tw: how many epochs.
    public var epochs = 1
    /// beta: the weight of MRL's robust clustering loss; its contrastive loss has the rest.
    public var beta = 0.7

    /// One epoch of MRL.
    public init() {}

    func validate() throws(TrainingError) {
      try OptionRange.atLeast(0, epochs, "warmup.epochs")
      try OptionRange.share(beta, "warmup.beta")
    }
  }
}
