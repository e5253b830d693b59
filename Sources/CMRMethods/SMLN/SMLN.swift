public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// A semi-supervised multimodal learning network after Hu et al. (AAAI 2020, "Semi-supervised
/// multi-modal learning with balanced spectral decomposition"): rows of equal class, pairs and
/// neighbours are drawn together in as many directions as there are.
///
/// Of the publication, which came without code, the following could be established: a similarity
/// matrix W over the rows of all modalities holds the correlation of modalities, the discrimination
/// of classes and a graph within each modality, from rows with and without labels; the criterion is a
/// ratio trace of it, and the loss a sum of h(λ) over its eigenvalues, made so that none of them
/// dominates; each modality has a network of its own. Its h, weights, networks and settings could
/// not be, so figures of this method are not figures of the publication.
///
///     L = -1/L Σ_i log(1 + λ_i),   λ_i the eigenvalues of (Zᵀ D Z + r)⁻¹ Zᵀ W Z
///
/// over the unit rows Z of the batch, D the row sums of W. A direction counts by the ratio of what it
/// shares, whatever its length, and the less it shares the more it gains: none is left behind, none
/// grows at the cost of others. Both determinants are taken by Cholesky factors, so no eigenvector is
/// needed.
///
/// Decisions, beside h: W is 1 for two rows that share a class and for the rows of a pair; in each
/// modality it is the cosine of features, if that is not negative, for a row and its nearest ones in
/// the batch of which either has no class. Rows are taken less their mean as W weighs them, which
/// takes away the direction that all share. K classes have K - 1 directions in common, and any more
/// would hold what a batch happens to share, so embeddings are no longer than that (but 2 at least).
/// Rows without a class are those of none in label sets of
/// several classes per row; where every row has a class, this is a supervised method.
public struct SMLN: TrainingMethod {
  /// `smln`.
  public static let name = "smln"
  /// One line for lists of methods.
  public static let summary =
    "after the semi-supervised network with balanced spectral decomposition (AAAI 2020); see the docs"
  /// Pairs of two modalities or more; rows may have any number of classes.
  public static let requirements = MethodRequirements(
    labelKinds: [.classIndex, .multiHot], modalities: 2...64)

  /// What the method was made with.
  public let options: Options
  /// Encoders.
  public var parameters: Parameters<Float>

  private let encoders: [EncoderStack]
  private let classCount: Int

  /// The method before its first step.
  public init(options: Options, task: RetrievalTask, random: RandomStream) {
    self.options = options
    var encoder = options.encoder
    encoder.dimension = Self.length(options, task)
    encoders = task.modalities.map {
      EncoderStack(name: $0.name, inputs: $0.dimension, options: encoder)
    }
    classCount = task.classCount
    parameters = Parameters(encoders.flatMap { $0.initialParameters(random) })
  }

  /// The length of an embedding.
  private static func length(_ options: Options, _ task: RetrievalTask) -> Int {
    min(options.encoder.dimension, max(2, task.classCount - 1))
  }

  /// That batches tell little of so many directions, where they do.
  public static func notices(for task: RetrievalTask, options: Options) -> [String] {
    let length = length(options, task)
    let wanted = rowsPerDirection * length
    guard min(task.batchSize, task.trainingRows) < wanted, task.trainingRows > task.batchSize else {
      return []
    }
    return [
      "method '\(name)' weighs \(length) directions by the \(task.batchSize) rows of a batch: results are "
        + "better with a batch size of \(wanted) or more"
    ]
  }

  /// On the sample set, of 10 directions, 20 rows of each modality per direction did better than 10,
  /// and 50 no better than 20.
  private static let rowsPerDirection = 20

  /// The loss of the batch.
  public func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let parts = encoders.map { step.batch[$0.name] }
    let embeddings = zip(encoders, parts).map { encoder, part in
      encoder.embed(step.tape.constant(part.features), step.parameters)
    }
    let similarity = SimilarityMatrix.of(
      parts.map(\.features), labels: parts.map { $0.labels.oneHot(classCount: classCount) },
      neighbours: options.neighbours)
    return StepResult(loss: SMLNLoss(ridge: options.ridge).loss(embeddings, similarity))
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
