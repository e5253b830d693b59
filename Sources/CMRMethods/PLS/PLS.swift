public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Partial least squares (Wold, 1975) in the form of a singular value decomposition (Sampson et al.,
/// Neurobehavioral Toxicology 1989; Wegelin, 2000, calls it PLS-SVD): the linear projections of the
/// modalities that vary most together. No labels, no gradient.
///
/// For two modalities the projections are the leading singular vectors of their covariance, as in
/// `PLSSVD` of scikit-learn; for more they are the leading eigenvectors of the covariances between
/// different modalities, which maximise the sum over all pairs. Unlike ``CCA`` it has no inverse, and
/// so needs no regularisation; directions that vary much count for more. One epoch sums products of
/// rows and its last step solves; further epochs change nothing.
///
/// Decisions: of the forms that differ beyond the first direction this is the one without
/// deflation, whose directions are at right angles; embeddings are the projections, made unit
/// vectors. Columns are scaled by `transform` of the plan, not here.
public struct PLS: TrainingMethod {
  /// `pls`.
  public static let name = "pls"
  /// One line for lists of methods.
  public static let summary = "partial least squares of two modalities or more, in one epoch"
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
  private var covariances: [Double]

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
    covariances = [Double](repeating: 0, count: projections.length)
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

  /// During the first epoch its sums, afterwards the covariances.
  public var state: NamedArrays {
    if let sums { return sums.arrays }
    var state = NamedArrays()
    state["covariances"] = NamedArray(covariances)
    return state
  }

  /// Puts a checkpoint's ``state`` back; throws a `TrainingError` if an array is missing or of
  /// another shape.
  public mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    if state["covariances"] == nil {
      sums = try ProductSums(state, dimensions: projections.modalities.map(\.dimension))
    } else {
      covariances = try state.doubles("covariances", count: covariances.count)
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
    guard let solution = SharedCovariances(all, count: covariances.count) else {
      throw .covariances(progress)
    }
    projections.set(
      means: all.dimensions.indices.map { all.mean(of: $0) }, projections: solution.projections,
      in: &parameters)
    covariances = solution.covariances
    sums = nil
  }

  /// The largest covariance and the mean of all.
  public mutating func endEpoch() -> Diagnostics {
    ["first-covariance": covariances.first ?? 0, "mean-covariance": covariances.mean]
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    try projections.embed(features, modality: modality, parameters)
  }
}
