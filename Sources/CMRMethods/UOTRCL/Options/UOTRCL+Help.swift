public import CMRTraining

extension UOTRCL.Options {
  /// What each option means.
  public static let help =
    SharedHelp.encoder + [
      SharedHelp.classTemperature,
      OptionHelp("warmup.epochs", "Tw: epochs of MRL's loss before the first transport"),
      OptionHelp("warmup.beta", "weight of MRL's robust loss; its contrastive one has the rest"),
      OptionHelp(
        "cost", UOTRCL.CostKind.self,
        "what the transport costs: a model of the labels, or votes among embeddings"),
    ] + posterior + votes + transport + prior + targets + semantic + relation

  private static let posterior = [
    OptionHelp(
      "posterior.components", "dimensions of a modality's features that witnesses look at"),
    OptionHelp(
      "posterior.neighbours", "numbers of neighbours; the one that explains labels best is taken"),
    OptionHelp(
      "posterior.predictions", "whether linear maps of features are witnesses beside neighbours"),
    OptionHelp("posterior.embeddings", "how much a vote among the present embeddings adds"),
    OptionHelp("posterior.floor", "least probability; below it the cost does not grow"),
  ]

  // These count where the cost is votes.
  private static let votes = [
    OptionHelp("votes.neighbours", "k: neighbours of each modality that vote on a row's class"),
    OptionHelp(
      "votes.consistency", UOTRCL.Consistency.self,
      "how the modalities' agreement weighs votes; none is an ablation"),
    OptionHelp("votes.consistencyBound", "the weight of top1-ratio lies in [1 / bound, bound]"),
    OptionHelp("votes.rectified", "whether a negative cosine counts as 0"),
    OptionHelp(
      "votes.modalities", UOTRCL.Modalities.self,
      "whose neighbours vote; first or second alone is an ablation"),
    OptionHelp(
      "votes.voters", UOTRCL.Voters.self,
      "given labels that vote: the neighbour's own modality's, or the mean of both"),
    OptionHelp("votes.correctedWeight", "weight of corrected labels in the vote; 0 is given only"),
    OptionHelp("votes.corrected", UOTRCL.Corrected.self, "which corrected labels vote"),
    OptionHelp("votes.own", "weight of a row's own given label, as a share of its votes"),
    OptionHelp(
      "votes.ownScaling", UOTRCL.OwnScaling.self,
      "what own is multiplied by: 1, or the share of given labels that votes confirm"),
    OptionHelp("votes.prediction", "weight of the row's class probabilities, as a share"),
    OptionHelp("votes.predictionSharpness", "multiplies the logits of those probabilities"),
    OptionHelp(
      "votes.scaling", UOTRCL.Scaling.self,
      "mean that votes are divided by; other than global is an ablation"),
    OptionHelp("votes.floor", "least scaled vote; below it the cost does not grow"),
  ]

  private static let transport = [
    OptionHelp("transport.regularisation", "eps: weight of the entropy"),
    OptionHelp("transport.massStart", "s after warm-up; 1 here and in massEnd is an ablation"),
    OptionHelp("transport.massEnd", "s once it has grown"),
    OptionHelp(
      "transport.massLimit", UOTRCL.MassLimit.self,
      "what else ends its growth: the share of rows expected to be right, or nothing"),
    OptionHelp("transport.massGrowthEnd", "share of all epochs after which s has grown"),
    OptionHelp(
      "transport.formulation", UOTRCL.Formulation.self,
      "what the entropy covers beside the plan: the slack too, or nothing"),
    OptionHelp(
      "transport.rowThreshold", "share of a row's mass above which it counts as transported"),
    OptionHelp("transport.tolerance", "residual, as a share of s, at which iterations stop"),
    OptionHelp("transport.maximumIterations", "iterations done at most"),
  ]

  private static let prior = [
    OptionHelp(
      "prior.kind", UOTRCL.PriorKind.self,
      "column marginal: the posterior's mean, moving with the plan, as given, or uniform"),
    OptionHelp("prior.momentum", "how much of the prior stays at each epoch, for ema"),
  ]

  private static let targets = [
    OptionHelp("targets.momentumStart", "m at the start: how much of a soft target stays per step"),
    OptionHelp("targets.momentumEnd", "m at the end of the run"),
    OptionHelp("targets.prototypeMomentum", "how much of a prototype stays per embedding"),
  ]

  private static let semantic = [
    OptionHelp("semantic.weight", "weight of L_SA"),
    OptionHelp("semantic.loss", UOTRCL.SemanticLoss.self, "form of L_SA"),
    OptionHelp("semantic.contrast", "weight of MRL's contrastive loss after warm-up"),
    OptionHelp(
      "semantic.contrastTemperature", "tau2: divides its cosines, during warm-up too"),
  ]

  private static let relation = [
    OptionHelp("relation.weight", "lambda: weight of L_RA; 0 is an ablation"),
    OptionHelp(
      "relation.cost", UOTRCL.RelationCost.self, "cost of matching an image with a text"),
    OptionHelp("relation.identity", "a: weight of the given pair among the matches"),
    OptionHelp("relation.temperature", "tau: divides the cosines between the modalities"),
    OptionHelp("relation.regularisation", "eps_R: weight of the entropy"),
    OptionHelp("relation.loss", UOTRCL.RelationLoss.self, "form of L_RA"),
    OptionHelp("relation.tolerance", "residual at which iterations stop"),
    OptionHelp("relation.maximumIterations", "iterations done at most"),
  ]
}
