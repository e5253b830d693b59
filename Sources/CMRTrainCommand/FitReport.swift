import CMRCommand
import CMRTraining

/// What `fit` prints when it ends.
struct FitReport: Encodable {
  struct Choice: Encodable {
    let choice: String
    let epoch: Int
    let split: String
    let scores: Scores
  }

  /// A choice that should be here, and why it is not.
  struct Lost: Encodable {
    let choice: String
    let epoch: Int
    let split: String
    let reason: String
  }

  let run: String
  let stopReason: FitOutcome.StopReason
  let epochs: Int
  /// The best epoch by validation and the last one, on the validation split; then both on the report split.
  let choices: [Choice]
  /// What could not be reported on.
  let lost: [Lost]

  init(_ outcome: FitOutcome, run: String) {
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

  /// The report for a person: mAP of the best epoch by validation, and of the last.
  var text: String {
    guard let first = choices.first else { return "\(run): \(epochs) epochs" }
    let directions = first.scores.directions.map { ($0.name, TextTable.Alignment.trailing) }
    var table = TextTable(
      [("CHECKPOINT", .leading), ("EPOCH", .trailing), ("SPLIT", .leading)] + directions
        + [("mean", .trailing)])
    for choice in choices {
      table.add(
        [choice.choice, "\(choice.epoch)", choice.split]
          + choice.scores.directions.map { Formatting.measure($0.map) }
          + [Formatting.measure(choice.scores.mean)])
    }
    for lost in lost {
      let cells = first.scores.directions.map { _ in "lost" } + ["lost"]
      table.add([lost.choice, "\(lost.epoch)", lost.split] + cells)
    }
    return "\(run): mAP\n\(table.text)"
  }
}
