public import CMRJSON

extension FitPlan {
  /// Where the data is, and which data it was.
  public struct StorePlan: Codable, Sendable, Equatable {
    /// The store file. It may move between two calls: what counts is the identity.
    public var path = ""
    /// The digest of just the data that the run uses; resolving fills it in.
    @Nullable public var identity: String? = nil

    /// No store yet.
    public init() {}
  }

  /// The row sets of a run.
  public struct SplitPlan: Codable, Sendable, Equatable {
    /// The rows to train on.
    public var train = "train"
    /// The rows that choose the best epoch; null to choose the last.
    @Nullable public var validation: String? = "validation"
    /// Rows to report on once, at the end, for the best and the last epoch; they never choose
    /// anything.
    @Nullable public var report: String? = nil

    /// The customary names.
    public init() {}
  }

  /// The method of a run.
  public struct MethodPlan: Codable, Sendable, Equatable {
    /// The method's name.
    public var name = ""
    /// Its options; those not named have the method's defaults.
    public var options = JSONValue.object([:])

    /// No method yet.
    public init() {}
  }

  /// The optimiser; defaults are MRL's.
  public struct OptimiserPlan: Codable, Sendable, Equatable {
    /// The known optimisers.
    public enum Kind: String, OptionChoice {
      /// Kingma and Ba's Adam.
      case adam
      /// Stochastic gradient descent.
      case sgd
    }

    /// Which optimiser.
    public var kind = Kind.adam
    /// The learning rate before the schedule.
    public var learningRate = 1e-4
    /// Adam's decay rates of the first and second moment.
    public var betas = [0.5, 0.999]
    /// Adam's guard against division by zero.
    public var epsilon = 1e-8
    /// The weight decay.
    public var weightDecay = 0.0
    /// Whether Adam's decay acts on the weights (AdamW) and not on the gradient.
    public var decoupledDecay = false
    /// Whether Adam divides by the largest second moment so far (AMSGrad).
    public var amsgrad = false
    /// SGD's momentum.
    public var momentum = 0.0

    /// MRL's Adam.
    public init() {}
  }

  /// The learning rate over the epochs.
  public struct SchedulePlan: Codable, Sendable, Equatable {
    /// The known schedules.
    public enum Kind: String, OptionChoice {
      /// Always the same.
      case constant
      /// Half a cosine from the learning rate to the floor.
      case cosine
      /// Multiplied by a factor every so many epochs.
      case step
    }

    /// Which schedule.
    public var kind = Kind.cosine
    /// Where the cosine ends.
    public var floor = 0.0
    /// How many epochs a step lasts.
    public var every = 30
    /// What a step multiplies by.
    public var factor = 0.1

    /// A cosine to 0.
    public init() {}
  }

  /// When and what to evaluate.
  public struct EvaluationPlan: Codable, Sendable, Equatable {
    /// The known measures.
    public enum Measure: String, OptionChoice {
      /// Mean average precision over the whole ranking.
      case meanAveragePrecision = "map"
    }

    /// Every how many epochs; the last epoch is always evaluated.
    public var everyEpochs = 1
    /// What decides between epochs: the mean over all directions of this.
    public var measure = Measure.meanAveragePrecision

    /// Every epoch, mAP.
    public init() {}
  }

  /// What is done to features before a method sees them.
  public struct TransformPlan: Codable, Sendable, Equatable {
    /// The known transforms.
    public enum Kind: String, OptionChoice {
      /// Features as they are stored: the recipe of MRL and its family.
      case raw
      /// Each column less its mean, divided by its deviation, both over the training rows.
      case standardised
    }

    /// Which transform.
    public var kind = Kind.standardised
    /// The length to which each row is then scaled; null to leave it.
    @Nullable public var featureNorm: Double? = 10

    /// Standardised, rows of length 10.
    public init() {}
  }

  /// When to save; a stopped or finished run saves in any case, and so does an epoch that ranks
  /// among the best.
  public struct CheckpointPlan: Codable, Sendable, Equatable {
    /// Every how many epochs; 0 for never.
    public var everyEpochs = 10
    /// Every how many steps within an epoch; 0 for never.
    public var everySteps = 0
    /// After how many minutes without a checkpoint; 0 for never.
    public var everyMinutes = 5.0

    /// Every 10 epochs, and every 5 minutes.
    public init() {}
  }

  /// Which checkpoints to keep; the others are deleted once a newer one has been verified.
  public struct RetentionPlan: Codable, Sendable, Equatable {
    /// How many of the best by validation.
    public var best = 1
    /// How many of the newest; at least 1. Two leave something to fall back on when the newest gets
    /// damaged.
    public var last = 2

    /// The best and the last two.
    public init() {}
  }
}
