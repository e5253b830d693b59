import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTraining

/// What most methods here train: an encoder for each modality, and the class matrix that all are
/// compared with.
struct PairModel: Sendable {
  /// In the order of the task's modalities; named after them.
  let encoders: [EncoderStack]
  /// W, `[L, K]`.
  let classes: ClassMatrix

  /// A model for `task`; throws where there are more classes than dimensions.
  init(encoder options: EncoderOptions, task: RetrievalTask) throws(TrainingError) {
    encoders = task.modalities.map {
      EncoderStack(name: $0.name, inputs: $0.dimension, options: options)
    }
    classes = try ClassMatrix(dimension: options.dimension, classCount: task.classCount)
  }

  /// The parameters before the first step.
  func initialParameters(_ random: RandomStream) -> Parameters<Float> {
    Parameters(
      encoders.flatMap { $0.initialParameters(random) } + classes.initialParameters(random))
  }

  /// z of all parts of the step's batch, `[B, L]`, on its tape.
  func embeddings(_ step: TrainingStep) -> [Variable<Float>] {
    encoders.map { encoder in
      let features = step.tape.constant(step.batch[encoder.name].features)
      return encoder.embed(features, step.parameters)
    }
  }

  /// z W / tau1 of every modality, `[B, K]`.
  func logits(
    _ embeddings: [Variable<Float>], _ step: TrainingStep, temperature: Double
  ) -> [Variable<Float>] {
    embeddings.map { embedding in
      let logits = classes.logits(embedding, step.parameters)
      return temperature == 1 ? logits : logits / Float(temperature)
    }
  }

  /// The embeddings `[n, L]` of `features` `[n, D]` in evaluation mode.
  func embed(
    _ features: Matrix<Float>, modality: String, _ parameters: Parameters<Float>
  ) throws(TrainingError) -> Matrix<Float> {
    guard let encoder = encoders.first(where: { $0.name == modality }) else {
      throw .unknownModality(modality, known: encoders.map(\.name))
    }
    return encoder.embed(features, parameters)
  }

  /// Makes the columns of the class matrix unit vectors, in place.
  func project(_ parameters: inout Parameters<Float>) { classes.project(&parameters) }
}

extension TrainingError {
  static func unknownModality(_ name: String, known: [String]) -> Self {
    Self(
      code: .unsuitableData,
      message: "the method was not trained on modality '\(name)'",
      remedy: "it knows \(known.joined(separator: ", "))")
  }
}
