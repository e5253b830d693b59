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

  private let projections: Projections
  /// The sums of the first epoch; nil once it is solved.
  private var sums: ProductSums?
  private var correlations: [Double]

  /// The method before its first step; throws a `TrainingError` for more features than can be
  /// decomposed.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    let width = task.modalities.reduce(0) { $0 + $1.dimension }
    guard width <= SymmetricEigen.mostRows else {
      throw .tooManyFeatures(
        Self.name, width, of: "all modalities together", SymmetricEigen.mostRows)
    }
    self.options = options
    projections = Projections(Self.name, options.encoder, task, atMost: .max)
    sums = ProductSums(dimensions: task.modalities.map(\.dimension))
    correlations = [Double](repeating: 0, count: projections.length)
    parameters = projections.initialParameters(random)
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
    Projections.notices(name, task)
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
      sums = try ProductSums(state, dimensions: projections.modalities.map(\.dimension))
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
    projections.set(
      means: all.dimensions.indices.map { all.mean(of: $0) }, projections: solution.projections,
      in: &parameters)
    correlations = solution.correlations
    sums = nil
  }

  /// The largest correlation and the mean of all.
  public mutating func endEpoch() -> Diagnostics {
    [
      "first-correlation": correlations.first ?? 0,
      "mean-correlation": correlations.mean,
    ]
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    try projections.embed(features, modality: modality, parameters)
  }
}

extension TrainingError {
  static func covariances(_ progress: FitProgress) -> Self {
    Self(
      code: .unsuitableData,
      message: "the covariances of \(progress.stepsPerEpoch) batches cannot be decomposed",
      remedy: "look for features that are not finite, or scale them")
  }
}
