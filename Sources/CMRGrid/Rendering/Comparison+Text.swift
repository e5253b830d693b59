extension Comparison {
  /// For terminals: tables, of which the caller aligns the columns.
  public var layouts: [TableLayout] { tables.map { TableLayout($0, request, TerminalStyle()) } }

  /// What stands below the tables on terminals.
  public var legend: String { caption(TerminalStyle()).joined(separator: "\n") }

  /// Markdown: a heading and a table each, then the caption.
  public var markdown: String {
    let style = MarkdownStyle()
    let blocks = tables.map { table in
      let layout = TableLayout(table, request, style)
      let rule = layout.header.indices.map { $0 == 0 ? "---" : "---:" }
      let lines = [layout.header, rule] + layout.rows
      return "### \(layout.title)\n\n"
        + lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }
    return (blocks + [caption(style).joined(separator: "\n")]).joined(separator: "\n\n")
  }

  /// LaTeX: a `table` each, with the lines of the package booktabs or without any package.
  public func latex(booktabs: Bool) -> String {
    let style = LaTeXStyle()
    let caption = caption(style).joined(separator: " ")
    let (top, middle, bottom) =
      booktabs
      ? ("\\toprule", "\\midrule", "\\bottomrule") : ("\\hline", "\\hline", "\\hline")
    return tables.map { table in
      let layout = TableLayout(table, request, style)
      let columns = "l" + String(repeating: "r", count: layout.header.count - 1)
      let lines = layout.rows.map { $0.joined(separator: " & ") + " \\\\" }
      return """
        \\begin{table}
        \\centering
        \\caption{\(layout.title). \(caption)}
        \\begin{tabular}{\(columns)}
        \(top)
        \(layout.header.joined(separator: " & ")) \\\\
        \(middle)
        \(lines.joined(separator: "\n"))
        \(bottom)
        \\end{tabular}
        \\end{table}
        """
    }.joined(separator: "\n\n")
  }

  /// Comma-separated values: a line for each cell of each table, with all that the marks stand for.
  public var csv: String {
    let header =
      "store,noise,condition,rate,method,measure,split,epoch,direction,n,planned,mean,spread,standing,"
      + "reference,pairs,difference,p"
    var lines = [header]
    for table in tables {
      for row in table.rows {
        for (column, cell) in zip(table.columns, row.cells) {
          guard let cell else { continue }
          lines.append(line(table, column, row.method, cell))
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ table: Table, _ column: Column, _ method: String, _ cell: Cell) -> String {
    let number = { (value: Double?) in value.map(Decimals.shortest) ?? "" }
    let outcome = cell.test?.outcome
    let fields = [
      table.store, table.noise, column.condition, number(column.rate), method, request.measure,
      split, request.epoch.rawValue, column.direction, "\(cell.count)", "\(cell.planned)",
      number(cell.mean), number(cell.spread), cell.standing.rawValue, cell.test?.reference ?? "",
      outcome.map { "\($0.pairs)" } ?? "", number(outcome?.difference), number(outcome?.p),
    ]
    return CSV.line(of: fields)
  }
}
