public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// RONO (Feng et al., CVPR 2023): a robust loss against class centres, a bounded classification
/// loss, and contrast between the modalities.
///
///     L = weight.centre L_rdc + weight.classes L_mae + weight.contrast L_mg
///
/// Published for images and point clouds, with encoders made for those. Here it has this package's
/// encoders, up to their last layer: the classifier sees rows before they are normalised, as the
/// published one does, and the other two losses after.
///
/// Decisions: the classifier is one linear layer (the published head is made for its encoders); all
/// parameters have one learning rate, that of the plan (the published code has several, and its
/// step decay changes that of the centres alone).
public struct RONO: TrainingMethod {
  /// `rono`.
  public static let name = "rono"
  /// One line for lists of methods.
  public static let summary =
    "robust centres, bounded classification and contrast of modalities (CVPR 2023)"

  /// What the method was made with.
  public let options: Options
  /// Encoders, classifier and centres.
  public var parameters: Parameters<Float>

  private let encoders: [LinearStack]
  private let classifier: LinearStack

  /// The name of the centres among the parameters.
  private static let centres = "centres"

  /// The method before its first step.
  public init(options: Options, task: RetrievalTask, random: RandomStream) {
    self.options = options
    let dimension = options.encoder.dimension
    encoders = task.modalities.map {
      LinearStack(
        name: $0.name, widths: [$0.dimension] + options.encoder.hidden + [dimension])
    }
    classifier = LinearStack(name: "classifier", widths: [dimension, task.classCount])
    var stream = RandomStream(seed: random.seed, domain: "\(random.domain)/\(Self.centres)")
    let centres = Matrix<Float>(
      rows: task.classCount, columns: dimension,
      elements: (0..<task.classCount * dimension).map { _ in Float(stream.normal()) })
    parameters = Parameters(
      (encoders + [classifier]).flatMap { $0.initialParameters(random) } + [(Self.centres, centres)]
    )
  }

  /// The loss of the batch.
  public func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let rows = encoders.map { encoder in
      encoder(step.tape.constant(step.batch[encoder.name].features), step.parameters)
    }
    let labels = try step.batch.classIndices(for: Self.name).map { $0.map { Int($0) } }
    let loss = RONOLoss(options)
    let embeddings = rows.map { $0.normaliseRows() }
    return StepResult(
      loss: loss.loss(
        embeddings, logits: rows.map { classifier($0, step.parameters) },
        centres: step.parameters[Self.centres], labels: labels, epoch: step.progress.epoch))
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    guard let encoder = encoders.first(where: { $0.name == modality }) else {
      throw .unknownModality(modality, known: encoders.map(\.name))
    }
    return encoder(features, parameters).normalisedRows()
  }

  /// That warm-up takes the whole run, where it does.
  public static func notices(for task: RetrievalTask, options: Options) -> [String] {
    guard task.epochs < options.warmupEpochs, options.weight.centre > 0 else { return [] }
    return [
      "method '\(name)' goes over to its robust centre loss in \(options.warmupEpochs) epochs and "
        + "the run has \(task.epochs): fit for more epochs, or lower the option warmupEpochs"
    ]
  }
}
