import CMRCommand
import CMRGrid

/// A table that is broken into several below each other where its columns do not fit a terminal.
struct NarrowTable {
  private let layout: TableLayout
  private let width: Int

  /// `width` is that of the terminal; nil where nothing limits it.
  init(_ layout: TableLayout, width: Int?) {
    self.layout = layout
    self.width = width ?? .max
  }

  /// How many columns each part repeats: the method and its seeds.
  private static let fixed = 2

  var text: String { parts.map { table(of: $0).text }.joined(separator: "\n\n") }

  /// The columns of each part.
  private var parts: [[Int]] {
    let widths = layout.header.indices.map { column in
      ([layout.header] + layout.rows).map { $0[column].count }.max() ?? 0
    }
    let head = widths.prefix(Self.fixed).reduce(0) { $0 + $1 + 2 }
    var parts: [[Int]] = [[]]
    var used = head
    for column in layout.header.indices.dropFirst(Self.fixed) {
      let wanted = widths[column] + 2
      if used + wanted - 2 > width, parts[parts.count - 1] != [] {
        parts.append([])
        used = head
      }
      parts[parts.count - 1].append(column)
      used += wanted
    }
    return parts
  }

  private func table(of columns: [Int]) -> TextTable {
    let shown = Array(0..<Self.fixed) + columns
    var table = TextTable(
      shown.map { (layout.header[$0].uppercased(), $0 == 1 ? .trailing : .leading) })
    for row in layout.rows { table.add(shown.map { row[$0] }) }
    return table
  }
}
