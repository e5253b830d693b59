import CMRTraining

/// One number of one cell, the same in all forms of the results.
public struct ResultRow: Sendable, Equatable {
  /// The cell.
  public let cell: GridCell
  /// The split that it was measured on; empty where it is about the run as a whole.
  public let split: String
  /// `best` (by validation) or `last`; empty where it is about the run as a whole.
  public let choice: String
  /// The epoch that was chosen; nil where none was.
  public let epoch: Int?
  /// What was measured: `map`, a figure of the method, `seconds` or `peak-memory`.
  public let measure: String
  /// `image-to-text`, or `mean` over all directions; empty where there is none.
  public let direction: String
  /// The number.
  public let value: Double

  /// Whether it depends on the machine and its load.
  public var isTiming: Bool { measure == Self.seconds || measure == Self.peakMemory }

  static let map = "map"
  static let seconds = "seconds"
  static let peakMemory = "peak-memory"
  static let mean = "mean"
}

extension CellRecord {
  /// All that it says, number by number.
  public var rows: [ResultRow] {
    var rows: [ResultRow] = []
    for choice in fit.choices {
      let scores =
        choice.scores.directions.map { ($0.name, $0.map) } + [(ResultRow.mean, choice.scores.mean)]
      for (direction, value) in scores {
        rows.append(
          ResultRow(
            cell: cell, split: choice.split, choice: choice.choice, epoch: choice.epoch,
            measure: ResultRow.map, direction: direction, value: value))
      }
    }
    for figure in figures {
      rows.append(
        ResultRow(
          cell: cell, split: "", choice: figure.choice, epoch: figure.epoch, measure: figure.name,
          direction: "", value: figure.value))
    }
    for (measure, value) in [
      (ResultRow.seconds, seconds), (ResultRow.peakMemory, Double(peakMemory)),
    ] {
      rows.append(
        ResultRow(
          cell: cell, split: "", choice: "", epoch: nil, measure: measure, direction: "",
          value: value))
    }
    return rows
  }
}
