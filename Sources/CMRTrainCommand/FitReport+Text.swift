import CMRCommand
import CMRTraining

extension FitReport {
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
