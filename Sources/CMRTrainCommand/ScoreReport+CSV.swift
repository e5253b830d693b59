import CMRGrid

extension ScoreReport {
  /// A line for each figure, numbers with all their digits; what could not be had has its reason in
  /// place of a number.
  var csv: String {
    let header = [
      "file", "split", "direction", "measure", "convention", "name", "value", "queries", "refused",
    ]
    let records = rankings.flatMap { ranking in
      ranking.directions.flatMap { direction in
        direction.records.map { [ranking.file, ranking.split, direction.name] + $0 }
      }
    }
    return ([header] + records).map(CSV.line).joined(separator: "\n")
  }
}

extension ScoreReport.Direction {
  /// Measure and figure, row after row.
  fileprivate var records: [[String]] {
    rows.flatMap { row in row.figures.map { [row.name] + $0.fields } }
  }
}

extension ScoreReport.Figure {
  fileprivate var fields: [String] {
    [
      convention, name ?? "", value.map { "\($0)" } ?? "", queries.map { "\($0)" } ?? "",
      refused ?? "",
    ]
  }
}
