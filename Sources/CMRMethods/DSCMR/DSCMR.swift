public import CMRAutodiff
public import CMRDense
public import CMRRandom
public import CMRTraining

/// Deep supervised cross-modal retrieval (Zhen et al., CVPR 2019): linear classification, a
/// likelihood of equal classes for every two rows of a batch, and the distance of pairs.
///
///     L = J1 + alpha J2 + beta J3
///
/// Either modality has layers of its own with ReLU after each; the last layer and the classifier
/// are shared by both. Losses see the rows as they are; they are normalised for retrieval alone.
/// Where paper and published code differ (means in place of sums, unsquared lengths), this is the
/// code. It believes every label.
///
/// Decisions: two rows are of equal class if they share one, so rows of several classes can be
/// trained on; the published model has one own layer per modality, `encoder.hidden` allows more.
public struct DSCMR: TrainingMethod {
  /// `dscmr`.
  public static let name = "dscmr"
  /// One line for lists of methods.
  public static let summary =
    "deep supervised cross-modal retrieval: shared classifier, likelihood of equal classes (CVPR 2019)"
  /// Pairs of two modalities, with one class per row or any number.
  public static let requirements = MethodRequirements(labelKinds: [.classIndex, .multiHot])

  /// What the method was made with.
  public let options: Options
  /// Own layers, shared layer and classifier.
  public var parameters: Parameters<Float>

  private let own: [LinearStack]
  private let shared: LinearStack
  private let classifier: LinearStack

  /// The method before its first step.
  public init(options: Options, task: RetrievalTask, random: RandomStream) {
    self.options = options
    let (hidden, dimension) = (options.encoder.hidden, options.encoder.dimension)
    own = task.modalities.map {
      LinearStack(name: $0.name, widths: [$0.dimension] + hidden, endsRectified: true)
    }
    shared = LinearStack(name: "shared", widths: [hidden.last ?? dimension, dimension])
    classifier = LinearStack(name: "classifier", widths: [dimension, task.classCount])
    parameters = Parameters(
      (own + [shared, classifier]).flatMap { $0.initialParameters(random) })
  }

  /// J1 + alpha J2 + beta J3 of the batch.
  public func step(_ step: TrainingStep) throws -> StepResult<Void> {
    let embeddings = own.map { stack in
      shared(
        stack(step.tape.constant(step.batch[stack.name].features), step.parameters),
        step.parameters)
    }
    let predictions = embeddings.map { classifier($0, step.parameters) }
    let classes = classifier.widths[1]
    let labels = own.map { step.batch[$0.name].labels.oneHot(classCount: classes) }
    let loss = DSCMRLoss(alpha: options.alpha, beta: options.beta)
    return StepResult(loss: loss.loss(embeddings, predictions, labels))
  }

  /// The shared layer's rows, made unit vectors.
  public func embed(
    _ features: Matrix<Float>, modality: String
  ) throws(TrainingError) -> Matrix<Float> {
    guard let stack = own.first(where: { $0.name == modality }) else {
      throw .unknownModality(modality, known: own.map(\.name))
    }
    return shared(stack(features, parameters), parameters).normalisedRows()
  }
}
