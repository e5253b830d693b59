public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Generalised multiview analysis (Sharma et al., CVPR 2012) with linear discriminants, GMLDA:
/// projections in which classes of each modality lie apart, and equal classes of different
/// modalities together.
///
///     max Σ_v w_vᵀ A_v w_v + Σ_{u ≠ v} alpha/K w_uᵀ Z_u Z_vᵀ w_v   where   Σ_v γ_v w_vᵀ W_v w_v = 1
///
/// A_v is the scatter between and W_v that within the classes of a modality, each over its rows; Z_v
/// has the class means as columns; γ_v = tr W_1 / tr W_v. Solutions are generalised eigenvectors,
/// found without a matrix of all features. Rows need no pairs: modalities meet in their class means
/// alone. One pass over the training rows; steps and further epochs change nothing. It believes every
/// label.
///
/// Decisions: class means are aligned, one of the alignments that the published code offers (others
/// need pairs). A_v and Z Zᵀ are means over rows and classes, not sums, so that `alignment` does not
/// depend on how many there are; its default is that of the code's description, where the advice is
/// more than 5 times the ratio of traces. `ridge` times the mean variance of a modality is added to
/// the variances of W_v, where the publication offers a constant or PCA before. A row of several
/// classes counts once in each. There are no more directions than classes but one, of which
/// `encoder.dimension` takes the first; embeddings are the projections, made unit vectors.
public struct GMA: TrainingMethod {
  /// `gma`.
  public static let name = "gma"
  /// One line for lists of methods.
  public static let summary =
    "generalised multiview analysis: linear discriminants, class means aligned, in one epoch (CVPR 2012)"
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
      Self.solution(scatters, alignment: options.alignment, count: count)
    }
  }

  /// The projections; nil where a number is not finite.
  package static func solution(
    _ scatters: [ModalityScatter], alignment: Double, count: Int
  ) -> ClassMeanProblem? {
    ClassMeanProblem(
      scatters, scales: scatters.map { scatters[0].trace / $0.trace },
      numerator: { a, b in
        let (rows, others) = (scatters[a].counts, scatters[b].counts)
        let total = rows.reduce(0, +)
        guard a != b else { return rows.map { $0 / max(1, total) } }
        let common = zip(rows, others).map { $0 > 0 && $1 > 0 }
        let share = alignment / Double(max(1, common.count { $0 }))
        return common.map { $0 ? share : 0 }
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
