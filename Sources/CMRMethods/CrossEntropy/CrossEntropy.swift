public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Plain classification of every modality through one class matrix: what robust methods are compared
/// with. Two modalities or more.
///
///     L = Σ_modalities CE(softmax(z W / tau1), y)
///
/// Each is the mean over the batch; modalities meet in W alone, so rows need no pairs.
///
/// It believes every label, so it learns wrong ones too. In the literature the method is called
/// deep-SM, with other encoders.
public struct CrossEntropy: TrainingMethod {
  /// `cross-entropy`.
  public static let name = "cross-entropy"
  /// One line for lists of methods.
  public static let summary = "cross entropy of each modality through one class matrix"
  /// Two modalities or more with one class per row; pairs are of no use.
  public static let requirements = MethodRequirements(pairs: false, modalities: 2...64)

  /// What the method was made with.
  public let options: Options
  /// Encoders and class matrix.
  public var parameters: Parameters<Float>

  private let model: PairModel

  /// The method before its first step; throws a `TrainingError` where there are more classes than
  /// dimensions.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    self.options = options
    model = try PairModel(encoder: options.encoder, task: task)
    parameters = model.initialParameters(random)
  }

  /// Makes the columns of the class matrix unit vectors, unless the options say otherwise.
  public mutating func projectParameters() {
    if options.unitColumns { model.project(&parameters) }
  }

  /// The cross entropies of the batch.
  public func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let embeddings = model.embeddings(step)
    let logits = model.logits(embeddings, step, temperature: options.classTemperature)
    let labels = try step.batch.classIndices(for: Self.name)
    return StepResult(loss: Self.loss(logits, labels))
  }

  /// The mean cross entropy of the given classes, summed over the modalities.
  package static func loss<Scalar: DenseScalar>(
    _ logits: [Variable<Scalar>], _ labels: [[Int32]]
  ) -> Variable<Scalar> {
    let terms = zip(logits, labels).map { logits, labels in
      logits.crossEntropy(labels: labels.map { Int($0) })
    }
    return terms.dropFirst().reduce(terms[0], +)
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    try model.embed(features, modality: modality, parameters)
  }
}
