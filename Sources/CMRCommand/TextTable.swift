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
  public var text: String {
    let lines = [header] + rows
    let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line(of: $0, widths: widths) }.joined(separator: "\n")
  }

  private func line(of cells: [String], widths: [Int]) -> String {
    var text = ""
    for column in header.indices {
      let padding = String(repeating: " ", count: widths[column] - cells[column].count)
      text += column == 0 ? "" : "  "
      text += alignments[column] == .leading ? cells[column] + padding : padding + cells[column]
    }
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}
