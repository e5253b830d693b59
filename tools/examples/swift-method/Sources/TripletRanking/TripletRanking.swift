import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Bidirectional triplet ranking with hard negatives (Faghri et al., VSE++, BMVC 2018): a pair must
/// be closer than either of its rows and the nearest stranger, by a margin.
///
/// Labels are not looked at, so wrong ones do no harm, and classes are not learnt.
public struct TripletRanking: TrainingMethod {
  /// The options; the defaults are the published margin and embeddings.
  public struct Options: DocumentedOptions {
    /// The form of both encoders: linear, as the published image side.
    public var encoder = EncoderOptions(hidden: [], dimension: 1024)
    /// alpha: how much closer the own pair must be, as a cosine.
    public var margin = 0.2
    /// Which strangers count.
    public var negatives = Negatives.hardest

    /// The published recipe.
    public init() {}

    /// Throws for the first option outside its range.
    public func validate() throws(TrainingError) {
      try encoder.validate()
      // Cosines differ by 2 at most, so a larger margin is never met.
      guard margin >= 0, margin <= 2 else { throw .optionOutOfRange("margin", margin, "in [0, 2]") }
    }

    /// What each option means.
    public static let help = [
      OptionHelp("encoder.hidden", "widths of the hidden layers of both encoders, first to last"),
      OptionHelp("encoder.dimension", "L: the length of an embedding"),
      OptionHelp("margin", "alpha: how much closer the own pair must be, as a cosine"),
      OptionHelp("negatives", Negatives.self, "the strangers that count"),
    ]
  }

  /// The strangers of a batch that a row is compared with.
  public enum Negatives: String, OptionChoice {
    /// The nearest one (VSE++).
    case hardest
    /// All of them (VSE; Kiros et al., 2014).
    case all
  }

  /// `triplet`.
  public static let name = "triplet"
  /// One line for lists of methods.
  public static let summary = "bidirectional triplet ranking with hard negatives (VSE++, BMVC 2018)"
  /// Pairs with labels of any kind; a row needs a stranger.
  public static let requirements = MethodRequirements(
    labelKinds: [.classIndex, .multiHot], minimumBatch: 2)

  /// Both encoders.
  public var parameters: Parameters<Float>

  private let options: Options
  private let encoders: [EncoderStack]

  /// The method before its first step.
  public init(options: Options, task: RetrievalTask, random: RandomStream) {
    self.options = options
    encoders = task.modalities.map {
      EncoderStack(name: $0.name, inputs: $0.dimension, options: options.encoder)
    }
    parameters = Parameters(encoders.flatMap { $0.initialParameters(random) })
  }

  /// The loss of the batch.
  public func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let embeddings = encoders.map { encoder in
      encoder.embed(step.tape.constant(step.batch[encoder.name].features), step.parameters)
    }
    // The last batch of an epoch may be a single pair, which has no strangers.
    guard embeddings[0].rows > 1 else { return StepResult(loss: embeddings[0].sum() * 0) }
    let loss = TripletLoss(margin: options.margin, negatives: options.negatives)
    return StepResult(loss: loss.loss(embeddings[0], embeddings[1]))
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    guard let encoder = encoders.first(where: { $0.name == modality }) else {
      throw TrainingError(
        code: .unsuitableData, message: "the method was not trained on modality '\(modality)'")
    }
    return encoder.embed(features, parameters)
  }
}
