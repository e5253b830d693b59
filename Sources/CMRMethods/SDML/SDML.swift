public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Scalable deep multimodal learning (Hu et al., SIGIR 2019): every modality learns by itself to
/// meet one fixed projection of the classes, and to keep what its features say. Two modalities or
/// more.
///
///     L = Σ_modalities (1 - alpha) 1/n Σ_i |z_i W - y_i| + alpha 1/n Σ_i |x_i - r(z_i)|
///
/// W, `[L, K]`, has orthonormal columns and is never trained, so modalities need neither pairs nor
/// each other; r is a decoder of the encoder's form. It believes every label; rows without a class are
/// learnt from by what their features say alone.
///
/// Decisions: all modalities are fitted in one run with one learning rate, that of the plan (the
/// published code trains each in a process of its own, all but the first at twice the rate). As in
/// that code, lengths are not squared and r ends in rows of unit length, so features should have
/// unit length too: set `transform.featureNorm` to 1 in the plan.
public struct SDML: TrainingMethod {
  /// `sdml`.
  public static let name = "sdml"
  /// One line for lists of methods.
  public static let summary =
    "scalable deep multimodal learning: a fixed projection of classes, met by each modality (SIGIR 2019)"
  /// Two modalities or more with labels of any kind; pairs are of no use.
  public static let requirements = MethodRequirements(
    pairs: false, labelKinds: [.classIndex, .multiHot], modalities: 2...64)

  /// What the method was made with.
  public let options: Options
  /// Encoders and decoders.
  public var parameters: Parameters<Float>

  private let encoders: [EncoderStack]
  private let decoders: [EncoderStack]
  /// W, which follows from the random stream of the initial parameters.
  private let projection: Matrix<Float>

  /// The method before its first step; throws a `TrainingError` where there are more classes than
  /// dimensions.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    self.options = options
    let (hidden, dimension) = (options.encoder.hidden, options.encoder.dimension)
    encoders = task.modalities.map {
      EncoderStack(name: $0.name, inputs: $0.dimension, options: options.encoder)
    }
    decoders = task.modalities.map {
      EncoderStack(
        name: "\($0.name).decoder", inputs: dimension,
        options: EncoderOptions(hidden: hidden.reversed(), dimension: $0.dimension))
    }
    let classes = try ClassMatrix(dimension: dimension, classCount: task.classCount)
    projection = classes.initialParameters(random)[0].matrix
    parameters = Parameters((encoders + decoders).flatMap { $0.initialParameters(random) })
  }

  /// W.
  public static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    memory.add("projection", count: options.encoder.dimension * task.classCount)
    return memory
  }

  /// The loss of the batch, summed over the modalities.
  public func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let loss = SDMLLoss(alpha: options.alpha)
    let terms = zip(encoders, decoders).map { encoder, decoder in
      let part = step.batch[encoder.name]
      let z = encoder.embed(step.tape.constant(part.features), step.parameters)
      return loss.loss(
        z, decoded: decoder.embed(z, step.parameters), features: part.features,
        projection: projection, labels: part.labels.oneHot(classCount: projection.columns))
    }
    return StepResult(loss: terms.dropFirst().reduce(terms[0], +))
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    guard let encoder = encoders.first(where: { $0.name == modality }) else {
      throw .unknownModality(modality, known: encoders.map(\.name))
    }
    return encoder.embed(features, parameters)
  }
}
