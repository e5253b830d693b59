internal import CMRStore

/// The splits that an input's own row indices give.
struct StoredSplits {
  /// What stands for the published splits where indices tell them.
  private static let publishedNames = ["train", "validation", "test"]

  private let lists: [(name: String, rows: [Int])]

  /// Reads the indices that `blueprint` names.
  ///
  /// - Throws: ``ImportError`` with code `invalidLabel`.
  init(_ blueprint: Blueprint, _ input: OpenInput) throws(ImportError) {
    let total = blueprint.segments.reduce(0) { $0 + $1.rows }
    var lists: [(name: String, rows: [Int])] = []
    for stored in blueprint.indices {
      let source = input.title(stored.source)
      let values = try input.numbers(of: [stored.source])[0].values
      let table = try LabelTable(source: source, columns: 1, numbers: values)
      let allowed = Int64(stored.base)...Int64(stored.base + total - 1)
      var rows: [Int] = []
      var seen = Set<Int64>()
      for (position, index) in table.values.enumerated() {
        guard allowed.contains(index) else {
          throw .indexOutOfRange(index, at: position, in: source, allowed: allowed)
        }
        guard seen.insert(index).inserted else { throw .indexTwice(index, in: [source]) }
        rows.append(Int(index) - stored.base)
      }
      lists.append((stored.split, rows.sorted()))
    }
    self.lists = lists + blueprint.rowLists.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// Those beside the published ones.
  var others: [PlannedSplit] {
    lists.filter { !Self.publishedNames.contains($0.name) }
      .map { PlannedSplit(name: $0.name, rule: "stored", rows: .shared($0.rows)) }
  }

  /// The splits as published: by indices where there are some, and by segments.
  func published(_ blueprint: Blueprint, _ input: OpenInput) throws(ImportError) -> SplitRows {
    let byName = { (name: String) in lists.first { $0.name == name }?.rows }
    if let train = byName("train"), let test = byName("test") {
      let validation = byName("validation") ?? []
      let twice = [
        Set(train).intersection(test).min(), Set(train + test).intersection(validation).min(),
      ]
      if let row = twice.compactMap(\.self).first {
        let base = blueprint.indices.first?.base ?? 0
        throw .indexTwice(Int64(row + base), in: blueprint.indices.map { input.title($0.source) })
      }
      return SplitRows(train: train, validation: validation, test: test)
    }
    var first = 0
    let ranges = blueprint.segments.map { segment in
      defer { first += segment.rows }
      return first..<first + segment.rows
    }
    var rows = SplitRows(blueprint.segments.map(\.name), ranges)
    if let train = byName("train") { rows.train = train }
    return rows
  }
}
