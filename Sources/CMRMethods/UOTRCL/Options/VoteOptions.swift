public import CMRTraining

extension UOTRCL {
  /// How neighbours vote about a row's class.
  public struct VoteOptions: Codable, Sendable, Equatable {
    /// k: how many neighbours of each modality vote.
    public var neighbours = 10
    /// How agreement of the two modalities weighs a neighbour's vote.
    public var consistency = Consistency.top1Ratio
    /// The weight of ``Consistency/top1Ratio`` is clipped to [1 / bound, bound].
    public var consistencyBound = 2.0
    /// Whether a negative cosine counts as 0.
    public var rectified = true
    /// Which modality's neighbours vote.
    public var modalities = Modalities.both
    /// Which given labels neighbours vote with.
    public var voters = Voters.mean
    /// The weight of the corrected labels among the labels that vote; the given ones have the rest.
    public var correctedWeight = 0.0
    /// Which corrected labels vote.
    public var corrected = Corrected.targets
    /// The weight of a row's own given label, as a share of its neighbours' votes.
    public var own = 0.3
    /// What ``own`` is multiplied with.
    public var ownScaling = OwnScaling.fixed
    /// The weight of the class probabilities of the row's own embeddings, as a share of its
    /// neighbours' votes.
    public var prediction = 0.0
    /// Multiplies the logits of these probabilities.
    public var predictionSharpness = 10.0
    /// What votes are divided by before the logarithm.
    public var scaling = Scaling.global
    /// The least scaled vote; below it the cost does not grow.
    public var floor = 1e-8

    /// The best form of votes among embeddings that was found.
    public init() {}

    /// What a row's own given label counts, where neighbours alone confirm the share `agreement` of
    /// given labels.
    package func ownWeight(agreement: Double) -> Double {
      own * (ownScaling == .agreement ? agreement : 1)
    }

    func validate() throws(TrainingError) {
      try OptionRange.atLeast(1, neighbours, "votes.neighbours")
      guard consistencyBound >= 1, consistencyBound.isFinite else {
        throw .optionOutOfRange("votes.consistencyBound", consistencyBound, "1 or more")
      }
      try OptionRange.share(correctedWeight, "votes.correctedWeight")
      try OptionRange.notNegative(own, "votes.own")
      try OptionRange.notNegative(prediction, "votes.prediction")
      try OptionRange.positive(predictionSharpness, "votes.predictionSharpness")
      try OptionRange.positiveShare(floor, "votes.floor")
    }
  }

  /// How agreement of the two modalities weighs a neighbour's vote.
  public enum Consistency: String, OptionChoice {
    /// One weight per row: the ratio of the cosines with the closest neighbour in either modality.
    case top1Ratio = "top1-ratio"
    /// One weight per neighbour: how much further away it is in the other modality, at most 1.
    case pairwise
    /// The same weight everywhere (ablation).
    case none
  }

  /// Which modality's neighbours vote; a single one is an ablation.
  public enum Modalities: String, OptionChoice {
    /// Both, with equal say.
    case both
    /// The first of the task alone, with its own labels.
    case first
    /// The second of the task alone, with its own labels.
    case second

    /// The places of the voting modalities in the task.
    var places: [Int] {
      switch self {
      case .both: [0, 1]
      case .first: [0]
      case .second: [1]
      }
    }
  }

  /// Which given labels neighbours vote with, where the modalities' labels differ.
  public enum Voters: String, OptionChoice {
    /// Those of the modality in which they are neighbours.
    case own
    /// The mean of all modalities' labels.
    case mean
  }

  /// The labels that the method believes in.
  public enum Corrected: String, OptionChoice {
    /// The soft targets that prototypes move.
    case targets
    /// The rows of the last plan, each summing to 1.
    case plan
  }

  /// What the weight of a row's own given label is multiplied with.
  public enum OwnScaling: String, OptionChoice {
    /// 1.
    case fixed
    /// The share of given labels that the neighbours' votes confirm: an estimate of how many are
    /// right.
    case agreement
  }

  /// What votes are divided by before the logarithm.
  public enum Scaling: String, OptionChoice {
    /// The mean over all rows and classes: the level of a row decides when it is transported.
    case global
    /// The mean of the row: all rows have the same level (ablation).
    case row
    /// Nothing.
    case none
  }
}
