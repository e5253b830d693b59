/// A table for a terminal: columns as wide as their widest cell, two spaces between them.
public struct TextTable: Sendable {
  /// Where a column's cells are padded.
  public enum Alignment: Sendable {
    /// Text: padded on the right.
    case leading
    /// Numbers: padded on the left.
    case trailing
  }

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// A table with these columns.
  public init(_ columns: [(title: String, alignment: Alignment)]) {
    header = columns.map(\.title)
    alignments = columns.map(\.alignment)
  }

  /// Adds a row; missing cells are empty.
  public mutating func add(_ cells: [String]) {
    rows.append(cells + Array(repeating: "", count: max(0, header.count - cells.count)))
  }

  /// The table's lines without a trailing newline.
  public var text: String { text(of: Array(header.indices)) }

  /// The table in at most `width` columns of a terminal: where it is wider, it is broken into several
  /// below each other, each of which begins with the first `repeated` columns.
  ///
  /// A column that is wider by itself stays whole.
  public func text(width: Int?, repeating repeated: Int) -> String {
    guard let width else { return text }
    let widths = widths
    let head = Array(header.indices.prefix(repeated))
    let taken = head.reduce(0) { $0 + widths[$1] + 2 }
    var parts: [(columns: [Int], width: Int)] = [([], taken - 2)]
    for column in header.indices.dropFirst(repeated) {
      let wider = parts[parts.count - 1].width + 2 + widths[column]
      if wider > width, !parts[parts.count - 1].columns.isEmpty {
        parts.append(([column], taken + widths[column]))
      } else {
        parts[parts.count - 1].columns.append(column)
        parts[parts.count - 1].width = wider
      }
    }
    return parts.map { text(of: head + $0.columns) }.joined(separator: "\n\n")
  }

  private var lines: [[String]] { [header] + rows }

  private var widths: [Int] {
    header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
  }

  private func text(of columns: [Int]) -> String {
    let widths = widths
    return lines.map { line(of: $0, columns, widths: widths) }.joined(separator: "\n")
  }

  private func line(of cells: [String], _ columns: [Int], widths: [Int]) -> String {
    var text = ""
    for column in columns {
      let padding = String(repeating: " ", count: widths[column] - cells[column].count)
      text += column == columns.first ? "" : "  "
      text += alignments[column] == .leading ? cells[column] + padding : padding + cells[column]
    }
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}
