public import CMRAutodiff
public import CMRBeliefs
public import CMRDense
public import CMRRandom
public import CMRTraining

/// UOT-RCL: wrong labels are corrected by a partial optimal transport between rows and classes
/// whose cost both modalities agree on, and images and texts are drawn to all they match by a
/// second transport (Han et al., IEEE TNNLS 2025).
///
/// When a warm-up with MRL's loss ends, a model of the labels is estimated: how far the labels of a
/// row's neighbours and its own can be trusted. Every epoch then begins with a transport whose cost
/// is what this model believes, which moves a growing part of the mass, and the steps of the epoch
/// follow its plan. The article
/// <doc:UOT-RCL> has the equations and says what each of them rests on.
public struct UOTRCL: TrainingMethod {
  /// `uot-rcl`.
  public static let name = "uot-rcl"
  /// One line for lists of methods.
  public static let summary =
    "unified optimal transport: partial transport corrects labels, a second aligns the modalities"

  /// What the method was made with.
  public let options: Options
  /// Encoders and class matrix.
  public var parameters: Parameters<Float>
  /// The class to which the plan of the epoch moves most of a row, and whether it moves enough of it
  /// for the steps to go by; nil during warm-up, and in a resumed epoch.
  public internal(set) var beliefs: Beliefs?

  let task: RetrievalTask
  let model: PairModel
  /// Nil until warm-up ends.
  var correction: Correction?

  /// The method before its first step.
  ///
  /// Throws a `TrainingError` where there are fewer than two classes or more classes than
  /// dimensions, or as many neighbours as training rows.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    try task.requireClasses(2, for: Self.name)
    guard options.cost != .votes || options.votes.neighbours < task.trainingRows else {
      throw .optionOutOfRange(
        "votes.neighbours", options.votes.neighbours,
        "below the number of training rows, \(task.trainingRows)")
    }
    self.options = options
    self.task = task
    model = try PairModel(encoder: options.encoder, task: task)
    parameters = model.initialParameters(random)
  }

  /// Makes the columns of the class matrix unit vectors.
  public mutating func projectParameters() { model.project(&parameters) }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    try model.embed(features, modality: modality, parameters)
  }

  /// Whether `epoch`, from 0, belongs to warm-up.
  func isWarmup(_ epoch: Int) -> Bool { epoch < options.warmup.epochs }
}
