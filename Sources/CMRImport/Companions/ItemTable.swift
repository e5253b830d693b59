/// A table with a header line and a line for each sample: at least the columns `id` and `split`, perhaps `class`.
///
/// The lines of a split are in the order of its rows.
struct ItemTable {
  struct Row {
    let id: String
    let className: String?
  }

  let name: String
  /// The lines by the name of their split.
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
      rows[String(fields[split]), default: []].append(
        Row(id: String(fields[id]), className: className.map { String(fields[$0]) }))
    }
    self.name = name
    self.rows = rows
  }
}
