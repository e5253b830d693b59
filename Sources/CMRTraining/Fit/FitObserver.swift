public import SystemPackage

/// Something that happened during a fit, for whoever draws progress.
public enum FitEvent: Sendable {
  /// Something a person should know: a missing validation split, a damaged checkpoint that was
  /// passed over.
  case notice(String)
  /// The run starts at its first step, or goes on.
  case started(FitStart)
  /// A step is done.
  case step(StepReport)
  /// An epoch is done and its metrics are written.
  case epoch(EpochRecord, seconds: Double)
  /// A checkpoint was published.
  case saved(FilePath, CheckpointPosition)
}

/// What is known when a run starts.
public struct FitStart: Sendable, Equatable {
  /// The resolved plan.
  public let plan: FitPlan
  /// What the method was told about the data.
  public let task: RetrievalTask
  /// How many numbers are trained.
  public let parameterCount: Int
  /// What the run keeps in memory: the core's own needs and what the method declares.
  public let memory: MemoryDeclaration
  /// Where the run goes on; nil for a new one.
  public let resumedFrom: CheckpointPosition?
}

/// One step, as progress sees it.
public struct StepReport: Sendable, Equatable {
  /// The step that is done.
  public let progress: FitProgress
  /// Its loss.
  public let loss: Double
  /// The mean loss of the epoch so far.
  public let meanLoss: Double
  /// Training rows per second since the run started or went on, evaluation left out.
  public let rowsPerSecond: Double
}

/// Receives the events of a fit, in order, on the thread that fits.
public protocol FitObserver {
  /// Called for every event; should return quickly.
  func observe(_ event: FitEvent)
}

/// An observer that looks away.
public struct SilentObserver: FitObserver {
  /// An observer that does nothing.
  public init() {}

  /// Does nothing.
  public func observe(_ event: FitEvent) {}
}
