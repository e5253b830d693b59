/// A table with a header line and a line for each sample: at least the columns `id` and `split`,
/// perhaps `class`.
///
/// The lines of a split are in the order of its rows.
struct ItemTable {
  struct Row {
    let id: String
    let className: String?
  }

  let name: String
  /// The lines by the name of their split: `train`, `validation`, `test`.
  let rows: [String: [Row]]

  /// The table in `text`; nil where it is anything else.
  init?(name: String, text: String) {
    let lines = text.textLines
    guard let header = lines.first?.split(separator: "\t", omittingEmptySubsequences: false),
      let id = header.firstIndex(of: "id"), let split = header.firstIndex(of: "split")
    else { return nil }
    let className = header.firstIndex(of: "class")
    var rows: [String: [Row]] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == header.count, !fields[id].isEmpty else { return nil }
      rows[Self.splitName(fields[split]), default: []].append(
        Row(id: String(fields[id]), className: className.map { String(fields[$0]) }))
    }
    self.name = name
    self.rows = rows
  }

  /// The one name for a split that goes by several.
  private static func splitName(_ text: Substring) -> String {
    ["valid", "val", "dev"].contains(text) ? "validation" : String(text)
  }
}
