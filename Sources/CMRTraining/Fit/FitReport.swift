/// How a fit ended, in the form of `cmrtrain fit --json`.
public struct FitReport: Codable, Sendable, Equatable {
  /// The scores of one checkpoint on one split.
  public struct Choice: Codable, Sendable, Equatable {
    /// `best` or `last`.
    public let choice: String
    /// How many epochs the checkpoint had seen.
    public let epoch: Int
    /// The split.
    public let split: String
    /// The scores there.
    public let scores: Scores
  }

  /// A choice that should be here, and why it is not.
  public struct Lost: Codable, Sendable, Equatable {
    /// `best`.
    public let choice: String
    /// How many epochs the checkpoint had seen.
    public let epoch: Int
    /// The split.
    public let split: String
    /// Why, and what to do about it.
    public let reason: String
  }

  /// The run folder as it was named.
  public let run: String
  /// Why the fit ended.
  public let stopReason: FitOutcome.StopReason
  /// How many epochs are done.
  public let epochs: Int
  /// The best epoch by validation and the last one, on the validation split; then both on the
  /// report split.
  public let choices: [Choice]
  /// What could not be reported on.
  public let lost: [Lost]

  /// The report on `outcome` of the run in the folder `run`.
  public init(_ outcome: FitOutcome, run: String) {
    self.run = run
    stopReason = outcome.stopReason
    epochs = outcome.records.count
    choices =
      FitReport.validation(outcome)
      + outcome.reports.map {
        Choice(choice: $0.choice, epoch: $0.epoch, split: $0.split, scores: $0.scores)
      }
    lost = outcome.lostReports.map {
      Lost(choice: $0.choice, epoch: $0.epoch, split: $0.split, reason: $0.reason)
    }
  }

  private static func validation(_ outcome: FitOutcome) -> [Choice] {
    guard case .validation(let split) = outcome.selection else { return [] }
    let best = outcome.records.filter { $0.validation != nil }
      .max { ($0.validation?.mean ?? 0, $1.epoch) < ($1.validation?.mean ?? 0, $0.epoch) }
    let named = [("best", best), ("last", outcome.records.last)]
    return named.compactMap { choice, record in
      record.flatMap { record in
        record.validation.map {
          Choice(choice: choice, epoch: record.epoch, split: split, scores: $0)
        }
      }
    }
  }
}
