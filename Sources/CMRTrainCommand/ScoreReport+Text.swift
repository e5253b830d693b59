import CMRCommand

extension ScoreReport {
  /// A table for each file, and below them what the columns mean.
  var text: String {
    (rankings.map(\.text) + [legend]).joined(separator: "\n\n")
  }

  private var legend: String {
    var lines: [String] = []
    for convention in rankings.flatMap(\.conventions) {
      let line = "\(convention.name): \(convention.rule)"
      if !lines.contains(line) { lines.append(line) }
    }
    for curve in rankings.flatMap(\.directions).flatMap(\.curves) {
      if !lines.contains(curve.definition) { lines.append(curve.definition) }
    }
    let figures = rankings.flatMap(\.directions).flatMap(\.figures)
    if figures.contains(where: { $0.name == nil }) {
      lines.append("-: the tool has no such measure")
    }
    return lines.joined(separator: "\n")
  }
}

extension ScoreReport.Direction {
  fileprivate var figures: [ScoreReport.Figure] {
    measures.flatMap(\.conventions) + curves.flatMap(\.points).flatMap(\.conventions)
  }

  var rows: [(name: String, figures: [ScoreReport.Figure])] {
    measures.map { ($0.measure, $0.conventions) }
      + curves.flatMap(\.points).map { ($0.measure, $0.conventions) }
  }

  /// How much is ranked, and what of it the conventions treat in different ways.
  fileprivate var summary: String {
    let items = kept < self.items ? "the first \(kept) of \(self.items) items" : "\(kept) items"
    return "\(name): \(queries) queries, \(items); nothing is relevant to "
      + "\(queriesWithoutRelevant), relevant and other items have equal scores in \(queriesWithTies)"
  }
}

extension ScoreReport.Ranking {
  fileprivate var text: String {
    let head = ["\(file): '\(split)'"] + directions.map(\.summary)
    return (head + [table.text(width: Console.resultWidth, repeating: 2)] + refusals)
      .joined(separator: "\n")
  }

  /// Why there is no figure where the tool has the measure: each reason once.
  private var refusals: [String] {
    var lines: [String] = []
    for figure in directions.flatMap(\.figures) where figure.name != nil {
      guard let reason = figure.refused else { continue }
      let line = "\(figure.convention): \(reason)"
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  private var table: TextTable {
    var table = TextTable(
      [("DIRECTION", .leading), ("MEASURE", .leading)]
        + conventions.map { ($0.name, .trailing) })
    for direction in directions {
      for row in direction.rows {
        table.add(
          [direction.name, row.name]
            + row.figures.map { $0.value.map { Formatting.fixed($0, places: 4) } ?? "-" })
      }
    }
    return table
  }
}
