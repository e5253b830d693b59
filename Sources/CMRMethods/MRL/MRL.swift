public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Multimodal robust learning (Hu et al., CVPR 2021): a clustering loss that gives little weight to
/// labels that the model does not believe, and a contrastive loss between the modalities that needs
/// no labels.
public struct MRL: TrainingMethod {
  /// `mrl`.
  public static let name = "mrl"
  /// One line for lists of methods.
  public static let summary =
    "multimodal robust learning: robust clustering and multimodal contrast (CVPR 2021)"

  /// What the method was made with.
  public let options: Options
  /// Encoders and class matrix.
  public var parameters: Parameters<Float>

  private let model: PairModel

  /// The method before its first step; throws a `TrainingError` for fewer than two classes or more
  /// than there are dimensions.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    try task.requireClasses(2, for: Self.name)
    self.options = options
    model = try PairModel(encoder: options.encoder, task: task)
    parameters = model.initialParameters(random)
  }

  /// Makes the columns of the class matrix unit vectors.
  public mutating func projectParameters() { model.project(&parameters) }

  /// beta L_r + (1 - beta) L_c of the batch.
  public func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let embeddings = model.embeddings(step)
    let logits = model.logits(embeddings, step, temperature: options.classTemperature)
    let loss = MRLLoss(beta: options.beta, contrastTemperature: options.contrastTemperature)
    let labels = try step.batch.classIndices(for: Self.name)
    return StepResult(loss: loss.loss(logits, embeddings, labels))
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    try model.embed(features, modality: modality, parameters)
  }
}
