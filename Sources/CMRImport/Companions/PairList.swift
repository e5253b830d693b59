/// A list in the form of the Wikipedia benchmark: a line for each pair, `text stem <TAB> image stem
/// <TAB> category`.
struct PairList {
  struct Row {
    let text: String
    let image: String
    let category: Int64
  }

  let name: String
  let rows: [Row]

  /// The list in `text`; nil where it is anything else.
  init?(name: String, text: String) {
    var rows: [Row] = []
    for line in text.textLines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, let category = Int64(fields[2]), !fields[0].isEmpty,
        !fields[1].isEmpty
      else { return nil }
      rows.append(Row(text: String(fields[0]), image: String(fields[1]), category: category))
    }
    guard !rows.isEmpty else { return nil }
    self.name = name
    self.rows = rows
  }

  /// The lists that can belong to `segment`: as many lines as it has rows; among several, those
  /// named like it.
  static func candidates(for segment: Blueprint.Segment, among lists: [PairList]) -> [PairList] {
    let fitting = lists.filter { $0.rows.count == segment.rows }
    guard fitting.count > 1 else { return fitting }
    let word = segment.name == "validation" ? "val" : segment.name
    let named = fitting.filter { $0.name.lowercased().contains(word) }
    return named.isEmpty ? fitting : named
  }
}

extension String {
  /// The lines, without their ends (of either kind) and without empty lines at the end.
  var textLines: [Substring] {
    var lines = split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    return lines
  }
}
