public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Canonical correlation analysis (Hotelling, 1936; of several sets: Kettenring, 1971, the sum of
/// correlations in the form of Nielsen, 2002): the linear projections of the modalities that
/// correlate most. No labels, no gradient: what robust methods of any depth have to beat.
///
/// With C the covariances of all modalities and D their diagonal blocks, projections are the leading
/// vectors of (C - D) w = λ D w; for two modalities λ is the canonical correlation. One epoch sums
/// products of rows and its last step solves; further epochs change nothing.
///
/// Decisions: `ridge` times the mean variance of a modality is added to its variances, as
/// benchmarks have more features than ranks; embeddings are the projections, made unit vectors.
public struct CCA: TrainingMethod {
  /// `cca`.
  public static let name = "cca"
  /// One line for lists of methods.
  public static let summary =
    "canonical correlation analysis of two modalities or more, in one epoch"
  /// Pairs; labels are not looked at.
  public static let requirements = MethodRequirements(
    labelKinds: [.classIndex, .multiHot], modalities: 2...64)

  /// What the method was made with.
  public let options: Options
  /// Means and projections; random before the end of the first epoch.
  public var parameters: Parameters<Float>

  private let task: RetrievalTask
  /// The sums of the first epoch; nil once it is solved.
  private var sums: ProductSums?
  private var correlations: [Double]

  /// The method before its first step; throws a `TrainingError` for more features than can be
  /// decomposed.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    let width = task.modalities.reduce(0) { $0 + $1.dimension }
    guard width <= SymmetricEigen.mostRows else { throw .tooManyFeatures(Self.name, width) }
    self.options = options
    self.task = task
    let length = Self.length(options, task)
    sums = ProductSums(dimensions: task.modalities.map(\.dimension))
    correlations = [Double](repeating: 0, count: length)
    parameters = Parameters(
      task.modalities.flatMap { modality in
        var stream = RandomStream(seed: random.seed, domain: "\(random.domain)/\(modality.name)")
        let projection = Matrix<Float>.randomOrthogonal(
          rows: modality.dimension, columns: length
        ) { stream.normal() }
        return [
          (
            name: "\(modality.name).mean",
            matrix: Matrix<Float>(rows: 1, columns: modality.dimension)
          ),
          (name: "\(modality.name).projection", matrix: projection),
        ]
      })
  }

  /// The length of an embedding: no more than the modality with the fewest features has.
  private static func length(_ options: Options, _ task: RetrievalTask) -> Int {
    min(options.encoder.dimension, task.modalities.map(\.dimension).min() ?? 1)
  }

  /// Covariances, and what their decomposition needs.
  public static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    let width = task.modalities.reduce(0) { $0 + $1.dimension }
    memory.add("covariances and their decomposition", count: 5 * width * width, bytesPerElement: 8)
    return memory
  }

  /// That one epoch is all, where there are more.
  public static func notices(for task: RetrievalTask, options: Options) -> [String] {
    guard task.epochs > 1 else { return [] }
    return [
      "method '\(name)' is done after one epoch and the run has \(task.epochs): the others change "
        + "nothing"
    ]
  }

  /// During the first epoch its sums, afterwards the correlations.
  public var state: NamedArrays {
    if let sums { return sums.arrays }
    var state = NamedArrays()
    state["correlations"] = NamedArray(correlations)
    return state
  }

  /// Puts a checkpoint's ``state`` back; throws a `TrainingError` if an array is missing or of
  /// another shape.
  public mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    if state["correlations"] == nil {
      sums = try ProductSums(state, dimensions: task.modalities.map(\.dimension))
    } else {
      correlations = try state.doubles("correlations", count: correlations.count)
      sums = nil
    }
  }

  /// Nothing to differentiate: 0.
  public func step(_ step: TrainingStep) -> StepResult<Void> {
    StepResult(loss: step.tape.constant(Matrix(rows: 1, columns: 1)))
  }

  /// Adds the batch's products in the first epoch; the last batch solves.
  public mutating func finishStep(
    _ batch: Batch, progress: FitProgress, kept: Void
  ) throws(TrainingError) {
    guard sums != nil else { return }
    sums?.add(batch.parts.map(\.features))
    guard progress.step == progress.stepsPerEpoch - 1, let all = sums else { return }
    guard
      let solution = CanonicalCorrelations(
        all, ridge: options.ridge, count: correlations.count)
    else { throw .covariances(progress) }
    for (index, modality) in task.modalities.enumerated() {
      parameters["\(modality.name).mean"] = all.mean(of: index).converted(to: Float.self)
      parameters["\(modality.name).projection"] =
        solution.projections[index].converted(to: Float.self)
    }
    correlations = solution.correlations
    sums = nil
  }

  /// The largest correlation and the mean of all.
  public mutating func endEpoch() -> Diagnostics {
    [
      "first-correlation": correlations.first ?? 0,
      "mean-correlation": correlations.reduce(0, +) / Double(max(1, correlations.count)),
    ]
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    guard parameters.contains("\(modality).projection") else {
      throw .unknownModality(modality, known: task.modalities.map(\.name))
    }
    var centred = features
    let mean = parameters["\(modality).mean"].map { -$0 }
    centred.add(row: mean.span)
    return Matrix.product(centred, parameters["\(modality).projection"]).normalisedRows()
  }
}

extension TrainingError {
  static func tooManyFeatures(_ method: String, _ found: Int) -> Self {
    Self(
      code: .unsuitableData,
      message: "method '\(method)' takes \(SymmetricEigen.mostRows) features of all modalities "
        + "together at most, these have \(found)")
  }

  static func covariances(_ progress: FitProgress) -> Self {
    Self(
      code: .unsuitableData,
      message: "the covariances of \(progress.stepsPerEpoch) batches cannot be decomposed",
      remedy: "look for features that are not finite, or scale them")
  }
}
