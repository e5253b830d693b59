public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Multi-view discriminant analysis (Kan et al., ECCV 2012 and IEEE TPAMI 2016): one linear projection
/// for each modality, such that rows of a class lie together and classes apart in the common space,
/// whatever modality the rows are of.
///
///     max Σ_k n_k |μ_k - μ|²   where   Σ_k Σ_v Σ_i |w_vᵀ x_vki - μ_k|² = 1
///
/// n_k and μ_k are number and mean of the projected rows of class k of all modalities together.
/// Solutions are generalised eigenvectors, found without a matrix of all features. Rows need no
/// pairs. One pass over the training rows; steps and further epochs change nothing. It believes every
/// label.
///
/// Decisions: features of each modality are taken less their mean, since a common origin means
/// nothing to features of different kinds; this is the plain method, without the consistency of
/// views that the journal adds. `ridge` times the mean variance of a modality is added to its
/// variances within classes, where the publication reduces features by PCA. A row of several classes
/// counts once in each. There are no more directions than classes but one, of which
/// `encoder.dimension` takes the first; embeddings are the projections, made unit vectors.
public struct MvDA: TrainingMethod {
  /// `mvda`.
  public static let name = "mvda"
  /// One line for lists of methods.
  public static let summary =
    "multi-view discriminant analysis: linear, classes of all modalities together, in one epoch (2012)"
  /// Two modalities or more with labels of any kind; pairs are of no use.
  public static let requirements = MethodRequirements(
    pairs: false, labelKinds: [.classIndex, .multiHot], modalities: 2...64)

  /// What the method was made with.
  public let options: Options
  /// Means and projections; random before the first epoch.
  public var parameters: Parameters<Float>

  private var discriminants: Discriminants

  /// The method before its first step; throws a `TrainingError` for one class, or for more features
  /// than can be decomposed.
  public init(
    options: Options, task: RetrievalTask, random: RandomStream
  ) throws(TrainingError) {
    self.options = options
    discriminants = try Discriminants(Self.name, options.encoder, task)
    parameters = discriminants.projections.initialParameters(random)
  }

  /// The scatter of one modality at a time.
  public static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    var memory = MemoryDeclaration()
    memory.addClassMeans(of: task)
    return memory
  }

  /// That one epoch is all, where there are more.
  public static func notices(for task: RetrievalTask, options: Options) -> [String] {
    Projections.notices(name, task)
  }

  /// The ratios.
  public var state: NamedArrays { discriminants.state }

  /// Puts a checkpoint's ``state`` back; throws a `TrainingError` if an array is missing or of
  /// another shape.
  public mutating func restore(_ state: NamedArrays) throws(TrainingError) {
    try discriminants.restore(state)
  }

  /// Solves before the first epoch; the ratios of scatter, largest and mean.
  public mutating func beginEpoch(_ context: EpochContext) throws -> Diagnostics {
    try discriminants.solve(context, ridge: options.ridge, &parameters) { scatters, count in
      Self.solution(scatters, count: count)
    }
  }

  /// The projections; nil where a number is not finite.
  ///
  /// With shares p_vk of all rows, the scatter between classes is p_uk p_vk / p_k in every block, and
  /// what the scatter within has beyond that of each modality by itself is p_vk on the diagonal less
  /// the same.
  package static func solution(_ scatters: [ModalityScatter], count: Int) -> ClassMeanProblem? {
    let total = max(1, scatters.reduce(0) { $0 + $1.counts.reduce(0, +) })
    let shares = scatters.map { $0.counts.map { $0 / total } }
    let classes = scatters[0].counts.indices.map { index in shares.reduce(0) { $0 + $1[index] } }
    let between: ClassMeanProblem.Block = { a, b in
      classes.indices.map {
        classes[$0] > 0 ? shares[a][$0] * shares[b][$0] / classes[$0] : 0
      }
    }
    // A modality without a labelled row would have no scatter at all.
    let scales = shares.map { max($0.reduce(0, +), .leastNormalMagnitude) }
    return ClassMeanProblem(
      scatters, scales: scales, numerator: between,
      denominator: { a, b in
        let rest = between(a, b)
        return a == b ? zip(shares[a], rest).map { $0 - $1 } : rest.map { -$0 }
      }, count: count)
  }

  /// Nothing to differentiate: 0.
  public func step(_ step: TrainingStep) -> StepResult<Void> {
    StepResult(loss: step.tape.constant(Matrix(rows: 1, columns: 1)))
  }

  /// z of `features`.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    try discriminants.projections.embed(features, modality: modality, parameters)
  }
}
