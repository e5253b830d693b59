/// What the text files beside the data tell: row ids and class names.
///
/// A file counts only where its lines fit: as many as there are rows, with classes that are those
/// of the labels.
struct Companions {
  /// Row ids by modality, all segments in a row; a modality without any is absent.
  var ids: [String: [String]] = [:]
  /// The names of the classes, nil where unknown.
  var classNames: [String]?
  /// The files used.
  var members: [String] = []
  /// What was decided, one line each.
  var decisions: [String] = []

  /// Looks through `texts` for what belongs to `blueprint`.
  ///
  /// Ids are taken only where they are those of all modalities.
  init(
    texts: [(name: String, text: String)], blueprint: Blueprint, isPaired: Bool,
    labels: ResolvedLabels
  ) {
    ids = blueprint.ids.mapValues { $0.flatMap(\.self) }
    if !ids.isEmpty { decisions.append("row ids are the stems in the lists of categories") }
    let classes = labels.values.first.flatMap { if case .classes(let c) = $0 { c } else { nil } }
    if let classes, isPaired { takeItems(texts, blueprint, classes, labels.classCount) }
    if let classes, isPaired, ids.isEmpty { takeLists(texts, blueprint, classes) }
    takeNames(texts, labels.classCount)
  }

  // MARK: Tables of items

  private mutating func takeItems(
    _ texts: [(name: String, text: String)], _ blueprint: Blueprint, _ classes: [Int32],
    _ classCount: Int
  ) {
    let tables = texts.compactMap { ItemTable(name: $0.name, text: $0.text) }.filter { table in
      blueprint.segments.allSatisfy { table.rows[$0.name]?.count == $0.rows }
    }
    guard tables.count == 1, let table = tables.first else { return }
    let rows = blueprint.segments.flatMap { table.rows[$0.name] ?? [] }
    let named = names(of: rows, classes, classCount)
    guard named.agree else {
      decisions.append(
        "'\(table.name)' has as many rows, but its classes are not those of the labels: not used")
      return
    }
    members.append(table.name)
    if ids.isEmpty {
      for modality in blueprint.modalities { ids[modality.name] = rows.map(\.id) }
      decisions.append("row ids are those of '\(table.name)', whose classes agree with the labels")
    }
    if let names = named.names {
      classNames = names
      decisions.append("class names are those of '\(table.name)'")
    }
  }

  /// The class names that the rows give, if each class has one name and each name one class.
  private func names(
    of rows: [ItemTable.Row], _ classes: [Int32], _ classCount: Int
  ) -> (agree: Bool, names: [String]?) {
    var names = [String?](repeating: nil, count: classCount)
    for (row, index) in zip(rows, classes) {
      guard let name = row.className else { return (true, nil) }
      if let known = names[Int(index)], known != name { return (false, nil) }
      names[Int(index)] = name
    }
    let known = names.compactMap(\.self)
    guard Set(known).count == known.count else { return (false, nil) }
    return (true, known.count == classCount ? known : nil)
  }

  // MARK: Lists of pairs

  private mutating func takeLists(
    _ texts: [(name: String, text: String)], _ blueprint: Blueprint, _ classes: [Int32]
  ) {
    let lists = texts.compactMap { PairList(name: $0.name, text: $0.text) }
    let chosen = blueprint.segments.compactMap { segment -> PairList? in
      let candidates = PairList.candidates(for: segment, among: lists)
      return candidates.count == 1 ? candidates[0] : nil
    }
    guard chosen.count == blueprint.segments.count, !chosen.isEmpty else { return }
    let rows = chosen.flatMap(\.rows)
    let names = chosen.map { "'\($0.name)'" }.joined(separator: " and ")
    let lowest = rows.map(\.category).min() ?? 0
    guard zip(rows, classes).allSatisfy({ $0.category == lowest &+ Int64($1) }) else {
      decisions.append(
        "\(names) have as many lines as there are rows, but other categories: not used")
      return
    }
    members += chosen.map(\.name)
    let modalities = blueprint.modalities.map(\.name)
    if modalities.contains("image") { ids["image"] = rows.map(\.image) }
    if modalities.contains("text") { ids["text"] = rows.map(\.text) }
    decisions.append("row ids are the stems in \(names), whose categories agree with the labels")
  }

  // MARK: Names of classes

  private mutating func takeNames(_ texts: [(name: String, text: String)], _ classCount: Int) {
    // As many short lines as classes can be anything; only its name tells a list of classes.
    let lists = texts.compactMap { NameList(name: $0.name, text: $0.text) }
      .filter { $0.names.count == classCount && $0.isNamedSo }
    guard lists.count == 1, let list = lists.first else { return }
    if let classNames {
      let verdict = classNames == list.names ? "agrees" : "disagrees and is not used"
      decisions.append("'\(list.name)' also names the classes and \(verdict)")
      return
    }
    classNames = list.names
    members.append(list.name)
    decisions.append("class names are the \(classCount) lines of '\(list.name)'")
  }
}
