import CMRCommand
import CMRSplit
import CMRStore

/// The rows of some splits of a store as a plan splits them, and the parts as the store wants them.
struct SplitSource {
  /// New splits, with what a person should know about them.
  struct Made {
    let splits: [Split]
    /// The rows that are in no new split, by modality.
    let left: [String: Int]
    /// How far a class is from its share at worst; nil where classes played no part.
    let balance: SplitBalance?
  }

  private let store: Store
  private let from: [String]
  private let labels: LabelSet?

  /// The rows of the splits `from`, whose classes are those of the label set called `labels`.
  init(_ store: Store, from: [String], labels: String?) throws {
    self.store = store
    self.from = from
    if let twice = from.indices.first(where: { from[..<$0].contains(from[$0]) }) {
      throw SplitSourceError.sourceTwice(from[twice])
    }
    self.labels = try labels.map { try store.labels($0) }
  }

  /// The parts that `plan` makes of the rows.
  func split(by plan: SplitPlan) throws -> Made {
    var rows: [String: [Int]] = [:]
    for name in store.modalityNames { rows[name] = try union(of: name) }
    var parts: [String: [[Int]]] = [:]
    var worst: SplitBalance?
    for group in try groups(rows) {
      let first = group.names[0]
      let labels = try labels(of: group.names, rows[first] ?? [])
      let lists = try plan.split(
        rows[first] ?? [], labels: labels, modality: group.isAlone ? first : nil, in: title(group))
      for name in group.names { parts[name] = lists }
      guard let labels else { continue }
      let balance = SplitBalance(lists, of: rows[first] ?? [], labels: labels)
      worst = worst.map { $0.worst < balance.worst ? balance : $0 } ?? balance
    }
    let origin = Split.Origin(
      from: from, labels: self.labels?.name, tool: "cmrdata \(Version.text)")
    let splits = plan.parts.indices.map { index in
      Split(
        name: plan.parts[index].name, rule: plan.description,
        rows: store.isPaired
          ? .shared(parts[store.modalityNames[0]]?[index] ?? [])
          : .separate(parts.mapValues { $0[index] }),
        origin: origin)
    }
    let left = rows.map { name, list in
      (name, list.count - (parts[name]?.reduce(0) { $0 + $1.count } ?? 0))
    }
    return Made(splits: splits, left: Dictionary(uniqueKeysWithValues: left), balance: worst)
  }

  /// The rows of all splits, each once.
  private func union(of modality: String) throws -> [Int] {
    var seen = Set<Int>()
    return try from.flatMap { try store.rows(of: $0, modality: modality) }
      .filter { seen.insert($0).inserted }
  }

  /// Modalities whose rows are drawn together.
  private struct Group {
    let names: [String]
    /// Whether other modalities draw rows of their own.
    let isAlone: Bool
  }

  /// The paired modalities together, every other for itself.
  private func groups(_ rows: [String: [Int]]) throws -> [Group] {
    let paired = store.modalityNames.filter { store.pairedModalities.contains($0) }
    if let other = paired.first(where: { rows[$0] != rows[paired[0]] }) {
      throw SplitSourceError.otherRows(from, paired[0], other)
    }
    let single = store.modalityNames.filter { !paired.contains($0) }
    let all = (paired.isEmpty ? [] : [paired]) + single.map { [$0] }
    return all.map { Group(names: $0, isAlone: all.count > 1) }
  }

  private func title(_ group: Group) -> String {
    let splits = from.map { "'\($0)'" }.joined(separator: " and ")
    return group.isAlone ? "\(splits) of \(group.names.joined(separator: " and "))" : splits
  }

  private func labels(of modalities: [String], _ rows: [Int]) throws -> SplitLabels? {
    guard let labels else { return nil }
    let own = try modalities.map { SplitLabels(try labels.labels(for: $0)) }
    for (name, other) in zip(modalities, own).dropFirst() {
      guard let row = rows.first(where: { own[0].classes(ofRow: $0) != other.classes(ofRow: $0) })
      else { continue }
      throw SplitSourceError.otherClasses(labels.name, row: row, modalities[0], name)
    }
    return own[0]
  }
}

extension SplitLabels {
  fileprivate init(_ labels: Labels) {
    switch labels {
    case .classIndices(let classes): self = .classes(classes)
    case .multiHot(let matrix): self = .multiHot(matrix.elements, count: matrix.classes)
    }
  }
}

/// Why the rows of a store cannot be split together.
enum SplitSourceError: Error, CustomStringConvertible {
  case sourceTwice(String)
  case otherRows([String], String, String)
  case otherClasses(String, row: Int, String, String)

  var description: String {
    switch self {
    case .sourceTwice(let name):
      "the split '\(name)' is named twice in --from; name each once"
    case .otherRows(let from, let one, let other):
      "\(from.map { "'\($0)'" }.joined(separator: " and ")) lists other rows of \(one) than of \(other),"
        + " which are paired row by row; split a split with the same rows of both"
    case .otherClasses(let set, let row, let one, let other):
      "label set '\(set)' gives row \(row) of \(one) and of \(other) different classes, and paired rows"
        + " stay together; name a label set that gives them the same with --labels"
    }
  }
}
