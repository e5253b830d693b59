/// How a fit ended, as data.
public struct FitOutcome: Sendable, Equatable {
  /// Why it ended.
  public enum StopReason: String, Codable, Sendable {
    /// All epochs are done.
    case finished
    /// It was asked to stop, and all epochs that are done are saved; the same call goes on.
    case interrupted
  }

  /// How the best epoch is chosen.
  public enum Selection: Sendable, Equatable {
    /// By the mean over directions on this split.
    case validation(split: String)
    /// There is no validation split: the last epoch counts.
    case last
  }

  /// The scores of one checkpoint on the report split.
  public struct Report: Sendable, Equatable {
    /// `best` or `last`.
    public let choice: String
    /// How many epochs the checkpoint had seen.
    public let epoch: Int
    /// The split.
    public let split: String
    /// The scores there.
    public let scores: Scores
  }

  /// A checkpoint that the plan wants reported on and that cannot be used.
  public struct LostReport: Sendable, Equatable {
    /// `best`.
    public let choice: String
    /// How many epochs the checkpoint had seen.
    public let epoch: Int
    /// The split.
    public let split: String
    /// Why, and what to do about it.
    public let reason: String
  }

  /// Why the fit ended.
  public let stopReason: StopReason
  /// Where it ended.
  public let position: CheckpointPosition
  /// Where it went on; nil for a new run.
  public let resumedFrom: CheckpointPosition?
  /// The finished epochs.
  public let records: [EpochRecord]
  /// How the best is chosen.
  public let selection: Selection
  /// The checkpoint of the best epoch so far; nil before the first evaluation, where the last
  /// counts, and where the file is not there.
  public let best: CheckpointSummary?
  /// The newest checkpoint.
  public let last: CheckpointSummary
  /// The scores on the report split of a finished run, if the plan asks for them.
  public let reports: [Report]
  /// What could not be reported on.
  public let lostReports: [LostReport]
}
