/// A table as texts: a head, and a row for each method.
public struct TableLayout: Sendable {
  /// What it is about: store and noise.
  public let title: String
  /// The titles of the columns; the first two are the method and its seeds.
  public let header: [String]
  /// The rows, as long as the head.
  public let rows: [[String]]

  init(_ table: Comparison.Table, _ request: ComparisonRequest, _ style: some TableStyle) {
    title = style.text("\(table.store), \(table.noise)")
    let groups = table.columns.map(\.condition).uniqued
    header =
      [style.text("method"), style.text("seeds")]
      + groups.map { style.text(Self.title(of: $0, in: table)) }
    rows = table.rows.map { row in
      let texts = groups.map { condition in
        zip(table.columns, row.cells).filter { $0.0.condition == condition }
          .compactMap { $0.1.map { request.text(of: $0, style) } }
          .joined(separator: style.separator)
      }
      return [style.text(row.method), style.text(Self.seeds(of: row))] + texts
    }
  }

  /// The rate where the table's title says the rest.
  private static func title(of condition: String, in table: Comparison.Table) -> String {
    guard let rate = table.columns.first(where: { $0.condition == condition })?.rate, rate > 0
    else { return condition }
    return Decimals.shortest(rate)
  }

  /// How many there should be: one number, or the least and the most.
  private static func seeds(of row: Comparison.Row) -> String {
    let counts = row.cells.compactMap { $0?.planned }
    guard let least = counts.min(), let most = counts.max() else { return "" }
    return least == most ? "\(least)" : "\(least)–\(most)"
  }
}

extension ComparisonRequest {
  /// A cell: mean and spread, how many seeds of those planned where some are missing, and marks.
  func text(of cell: Comparison.Cell, _ style: some TableStyle) -> String {
    let missing = cell.finished < cell.planned ? "(\(cell.finished)/\(cell.planned))" : ""
    guard let mean = cell.mean else { return style.text(missing.isEmpty ? "–" : missing) }
    var text = self.text(of: mean)
    if let spread = cell.spread { text += style.plusMinus + self.text(of: spread) }
    if cell.standing == .best { text = style.best(text) }
    if cell.standing == .nearBest { text += style.nearBest }
    text += cell.stars > 0 ? style.stars(cell.stars) : ""
    return missing.isEmpty ? text : text + " " + missing
  }
}

extension Comparison.Cell {
  /// One for p below 0.05, two for p below 0.01.
  var stars: Int {
    guard let p = test?.outcome.p else { return 0 }
    return p < 0.01 ? 2 : p < 0.05 ? 1 : 0
  }
}
