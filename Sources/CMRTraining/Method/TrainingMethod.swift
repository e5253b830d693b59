public import CMRAutodiff
public import CMRBeliefs
public import CMRDense
public import CMRRandom

/// A way to train encoders of several modalities: the plug-in of the training core.
///
/// A method is a value. It gives its options, its trainable parameters, whatever else a checkpoint
/// must hold, and the *forward* computation of a step; the core differentiates, updates, streams,
/// schedules, saves, resumes, evaluates and ranks. It must not read clocks, files or random sources
/// other than the streams it is given: a resumed run has to end in the same bits. The article
/// <doc:WritingAMethod> walks through a whole one.
///
/// Within an epoch the core calls, in this order: `beginEpoch(_:)` once; then for every batch
/// `projectParameters()`, ``step(_:)``, the update of ``parameters``,
/// `finishStep(_:progress:kept:)`; and `endEpoch()` once, after the validation. A checkpoint can be
/// taken between any two of these rounds.
public protocol TrainingMethod: Sendable {
  /// The options with their published defaults.
  associatedtype Options: MethodOptions
  /// What a step keeps for `finishStep(_:progress:kept:)`.
  associatedtype Kept = Void

  /// The name that plans and commands use: lower case, hyphens.
  static var name: String { get }
  /// One line for lists of methods.
  static var summary: String { get }
  /// The publications that it comes from, one line each.
  static var sources: [String] { get }
  /// Where the method comes from, if not from the program itself; checkpoints record it.
  static var origin: MethodOrigin? { get }
  /// What the data must offer.
  static var requirements: MethodRequirements { get }

  /// What the method will keep in memory beside its parameters while it fits `task`.
  static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration

  /// Sentences for the person who asked, about what is allowed and hardly meant; they are said
  /// before the run begins.
  static func notices(for task: RetrievalTask, options: Options) -> [String]

  /// The method before its first step.
  ///
  /// `random` is a stream for the initial parameters; equal streams give equal parameters. The
  /// options have been validated and the requirements checked. Throws a ``TrainingError`` for what
  /// options and task together make impossible.
  init(options: Options, task: RetrievalTask, random: RandomStream) throws

  /// What training changes. The core updates it in place, so it should be a stored property. The
  /// names are those of a checkpoint's arrays (letters, digits, `.`, `_`, `-`), so a renamed
  /// parameter is a new format.
  var parameters: Parameters<Float> { get set }

  /// Everything else that training changes and that a resumed run needs: targets, prototypes,
  /// priors.
  var state: NamedArrays { get }

  /// Puts ``state`` of a checkpoint back; throws a ``TrainingError`` if an array is missing or of
  /// another shape.
  mutating func restore(_ state: NamedArrays) throws

  /// Prepares an epoch, for instance from embeddings of the whole training set, and reports figures
  /// about it.
  ///
  /// All that it computes for the steps to come must be part of ``state``: a run can be stopped and
  /// resumed within the epoch, and then this is not called again.
  mutating func beginEpoch(_ context: EpochContext) throws -> Diagnostics

  /// What the method has come to believe of the labels, one class per training row; nil for a method
  /// that has no such beliefs, or none yet.
  ///
  /// Asked for once after every ``beginEpoch(_:)``, and only then; the core keeps the history, so it
  /// need not be part of ``state``. Only for methods that train on pairs.
  var beliefs: Beliefs? { get }

  /// Reports figures that are known only when all steps of the epoch are done; they join those of
  /// ``beginEpoch(_:)``.
  mutating func endEpoch() throws -> Diagnostics

  /// Moves the parameters back to where they must lie (unit columns, for example), before each
  /// step.
  mutating func projectParameters() throws

  /// The forward computation: the loss of the batch, on the step's tape.
  mutating func step(_ step: TrainingStep) throws -> StepResult<Kept>

  /// Called after the update with what ``step(_:)`` kept.
  mutating func finishStep(_ batch: Batch, progress: FitProgress, kept: Kept) throws

  /// Embeds rows in evaluation mode: features `[n, D]`, transformed, to `[n, L]` with rows of unit
  /// length.
  func embed(_ features: Matrix<Float>, modality: String) throws -> Matrix<Float>
}

extension TrainingMethod {
  /// None.
  public static var sources: [String] { [] }

  /// The program itself.
  public static var origin: MethodOrigin? { nil }

  /// Nothing beside the parameters.
  public static func memory(for task: RetrievalTask, options: Options) -> MemoryDeclaration {
    MemoryDeclaration()
  }

  /// Nothing to say.
  public static func notices(for task: RetrievalTask, options: Options) -> [String] { [] }

  /// Pairs of two modalities, one label each.
  public static var requirements: MethodRequirements { MethodRequirements() }

  /// Nothing beside the parameters.
  public var state: NamedArrays { NamedArrays() }

  /// Nothing to restore.
  public mutating func restore(_ state: NamedArrays) throws {}

  /// Nothing to prepare and nothing to report.
  public mutating func beginEpoch(_ context: EpochContext) throws -> Diagnostics { [:] }

  /// No beliefs about labels.
  public var beliefs: Beliefs? { nil }

  /// Nothing to report.
  public mutating func endEpoch() -> Diagnostics { [:] }

  /// Leaves the parameters as they are.
  public mutating func projectParameters() {}

  /// Does nothing.
  public mutating func finishStep(_ batch: Batch, progress: FitProgress, kept: Kept) throws {}
}
