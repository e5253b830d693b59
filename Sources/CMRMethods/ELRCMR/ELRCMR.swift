public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Early-learning regularised contrastive learning (Xu et al., ACM MM 2022): classification that is
/// held to what it believed early on (ELR; Liu et al., NeurIPS 2020), and contrast between the
/// modalities.
///
///     L = beta (CE + lambda 1/n Σ_i log(1 - t_i · p_i)) + (1 - beta) L_c
///
/// t_i, one per row and modality, follows the predictions: t <- momentum t + (1 - momentum) p before
/// the loss, from 0. Rows that the model predicted steadily have a large t · p, which keeps the
/// gradient of a wrong label from growing.
///
/// Decisions, as no published code was at hand: encoders, class matrix and L_c are MRL's; beta is
/// MRL's and stays fixed, where the publication balances the two parts as training goes on; lambda
/// and momentum are those of ELR for few classes (3 and .7; for a hundred classes: 7 and .9);
/// either modality keeps its own t. Probabilities are clipped to [1e-4, 1 - 1e-4] and renormalised in
/// t as ELR's code does.
public struct ELRCMR: TrainingMethod {
  /// `elrcmr`.
  public static let name = "elrcmr"
  /// One line for lists of methods.
  public static let summary =
    "early-learning regularised classification and contrast of modalities (ACM MM 2022)"

  /// What the method was made with.
  public let options: Options
  /// Encoders and class matrix.
  public var parameters: Parameters<Float>

  private let model: PairModel
  /// t by modality, `[N, K]`.
  private var targets: [Matrix<Float>]

  /// The method before its first step; throws a `TrainingError` for fewer than two classes or more
  /// than there are dimensions.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    try task.requireClasses(2, for: Self.name)
    self.options = options
    model = try PairModel(encoder: options.encoder, task: task)
    parameters = model.initialParameters(random)
    targets = task.modalities.map {
      Matrix(rows: $0.trainingRows, columns: task.classCount)
    }
  }

  /// t of both modalities, and of a best epoch until it is saved.
  public static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    let rows = task.modalities.reduce(0) { $0 + $1.trainingRows }
    memory.add("targets, with copies", count: 2 * rows * task.classCount)
    return memory
  }

  /// t by modality: `targets.image` and so on, `[N, K]`.
  public var state: NamedArrays {
    var state = NamedArrays()
    for (encoder, targets) in zip(model.encoders, targets) {
      state["targets.\(encoder.name)"] = NamedArray(targets)
    }
    return state
  }

  /// Puts a checkpoint's ``state`` back; throws a `TrainingError` if an array is missing or of
  /// another shape.
  public mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    var restored: [Matrix<Float>] = []
    for (encoder, targets) in zip(model.encoders, targets) {
      restored.append(
        try state.matrix(
          "targets.\(encoder.name)", rows: targets.rows, columns: targets.columns))
    }
    targets = restored
  }

  /// Makes the columns of the class matrix unit vectors.
  public mutating func projectParameters() { model.project(&parameters) }

  /// Moves t of the batch's rows, then the loss of the batch.
  public mutating func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let embeddings = model.embeddings(step)
    let logits = model.logits(embeddings, step, temperature: options.classTemperature)
    let labels = try step.batch.classIndices(for: Self.name)
    var batch: [Matrix<Float>] = []
    for index in logits.indices {
      let positions = step.batch.parts[index].positions
      let moved = ELRLoss.moved(
        targets[index].gathering(rows: positions), toward: logits[index].value,
        momentum: Float(options.momentum))
      for (row, position) in positions.enumerated() {
        targets[index].setRow(position, to: moved.row(row))
      }
      batch.append(moved)
    }
    return StepResult(loss: ELRLoss(options).loss(logits, embeddings, labels, targets: batch))
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    try model.embed(features, modality: modality, parameters)
  }
}
