public import CMRTraining
import CMRTransport

extension UOTRCL {
  /// The partial transport between rows and classes.
  public struct PartialTransportOptions: Codable, Sendable, Equatable {
    /// eps: the weight of the entropy, in the unit of the costs.
    public var regularisation = 0.1
    /// s of the first epoch after warm-up, as far as ``massLimit`` lets it. 1 here and in ``massEnd``,
    /// with no limit, transports everything (ablation).
    public var massStart = 0.7
    /// s once it has grown.
    public var massEnd = 0.99
    /// What else ends its growth.
    public var massLimit = MassLimit.expectedRight
    /// The share of all epochs after which s has grown.
    public var massGrowthEnd = 0.6
    /// What the entropy covers beside the plan.
    public var formulation = Formulation.dummyPoints
    /// A row counts as transported once the plan moves more than this share of its mass.
    public var rowThreshold = 0.5
    /// The residual of the marginals, as a share of s, at which iterations stop.
    public var tolerance = 1e-6
    /// How many iterations are done at most; an epoch that needed more says so.
    public var maximumIterations = 5000

    /// Mass from .7 to what can be expected to be right, within 60 % of the epochs.
    public init() {}

    func validate() throws(TrainingError) {
      try OptionRange.positive(regularisation, "transport.regularisation")
      try OptionRange.positiveShare(massStart, "transport.massStart")
      try OptionRange.positiveShare(massEnd, "transport.massEnd")
      try OptionRange.share(massGrowthEnd, "transport.massGrowthEnd")
      try OptionRange.share(rowThreshold, "transport.rowThreshold")
      try OptionRange.positive(tolerance, "transport.tolerance")
      try OptionRange.atLeast(1, maximumIterations, "transport.maximumIterations")
    }
  }

  /// What ends the growth of the transported mass, beside ``PartialTransportOptions/massEnd``.
  public enum MassLimit: String, OptionChoice {
    /// Nothing.
    case none
    /// The share of rows whose likeliest class is right, as the model of the labels expects; where
    /// there is no model, nothing.
    case expectedRight = "expected-right"
  }

  /// What the entropy of the partial transport covers beside the plan.
  public enum Formulation: String, OptionChoice {
    /// The slack too, by a dummy row and a dummy column.
    case dummyPoints = "dummy-points"
    /// Nothing else.
    case inequalities

    var problem: PartialFormulation {
      switch self {
      case .dummyPoints: .dummyPoints
      case .inequalities: .inequalities
      }
    }
  }

  /// The column marginal of the transport: how much of every class there is.
  public struct PriorOptions: Codable, Sendable, Equatable {
    /// Where it comes from.
    public var kind = PriorKind.posterior
    /// How much of the old prior stays at each epoch, for ``PriorKind/ema``.
    public var momentum = 0.9

    /// The mean of the posterior.
    public init() {}

    func validate() throws(TrainingError) {
      try OptionRange.share(momentum, "prior.momentum")
    }
  }

  /// Where the class prior comes from.
  public enum PriorKind: String, OptionChoice {
    /// The mean of the posterior; where there is none, as ``ema``.
    case posterior
    /// The histogram of the given labels, which then follows that of the corrected ones.
    case ema
    /// The histogram of the given labels.
    case given
    /// The same for every class.
    case uniform
  }

  /// The soft targets and the prototypes that move them.
  public struct TargetOptions: Codable, Sendable, Equatable {
    /// m at the beginning of the run: how much of a soft target stays at each step.
    public var momentumStart = 0.95
    /// m at the end of the run.
    public var momentumEnd = 0.8
    /// How much of a prototype stays when an embedding of its class comes by.
    public var prototypeMomentum = 0.99

    /// .95 to .8, and .99.
    public init() {}

    func validate() throws(TrainingError) {
      try OptionRange.share(momentumStart, "targets.momentumStart")
      try OptionRange.share(momentumEnd, "targets.momentumEnd")
      try OptionRange.share(prototypeMomentum, "targets.prototypeMomentum")
    }
  }
}
