import CMRCommand
import CMRSplit
import CMRStore
import SystemPackage

/// What `split` prints, as JSON or as text.
struct SplitOutcome: Encodable {
  struct SplitEntry: Encodable {
    let name: String
    let outcome: StoreEditing.Outcome
    let rows: [String: Int]
  }

  /// Rows that two splits have in common.
  struct Overlap: Encodable {
    let split: String
    let other: String
    let modality: String
    let rows: Int
  }

  let store: String
  let rule: String
  let from: [String]
  let labels: String?
  let tool: String
  let splits: [SplitEntry]
  /// The rows of the source that are in no new split.
  let unusedRows: [String: Int]
  /// The most rows by which a class misses its share in a split.
  let worstClassDifference: Double?
  /// Common rows with splits that the new ones were not made of.
  let overlaps: [Overlap]

  private enum CodingKeys: String, CodingKey {
    case store, rule, from, labels, tool, splits, unusedRows, worstClassDifference, overlaps
  }

  init(_ made: SplitSource.Made, _ outcomes: [StoreEditing.Outcome], in store: Store) throws {
    self.store = store.path.string
    rule = made.splits.first?.rule ?? ""
    from = made.splits.first?.origin?.from ?? []
    labels = made.splits.first?.origin?.labels
    tool = made.splits.first?.origin?.tool ?? ""
    let names = store.modalityNames
    splits = zip(made.splits, outcomes).map { split, outcome in
      let rows = names.map { ($0, split.rows[$0]?.count ?? 0) }
      return SplitEntry(
        name: split.name, outcome: outcome, rows: Dictionary(uniqueKeysWithValues: rows))
    }
    unusedRows = made.left
    worstClassDifference = made.balance?.worst
    overlaps = try Self.overlaps(of: made.splits, in: store)
  }

  /// The new splits share no rows with each other, and all of them with their sources.
  private static func overlaps(of splits: [Split], in store: Store) throws -> [Overlap] {
    let new = splits.map(\.name) + (splits.first?.origin?.from ?? [])
    var overlaps: [Overlap] = []
    for other in store.splitNames where !new.contains(other) {
      // Where rows are shared, one modality speaks for all.
      for modality in store.isPaired ? [store.modalityNames[0]] : store.modalityNames {
        let rows = Set(try store.rows(of: other, modality: modality))
        for split in splits {
          let count = (split.rows[modality] ?? []).count { rows.contains($0) }
          guard count > 0 else { continue }
          overlaps.append(
            Overlap(split: split.name, other: other, modality: modality, rows: count))
        }
      }
    }
    return overlaps
  }

  /// Sentences for the person who asked.
  var notes: [String] {
    var notes: [String] = []
    if let worstClassDifference {
      notes.append(
        "stratified by '\(labels ?? "")': each class is within"
          + " \(Formatting.fixed(worstClassDifference, places: 1)) rows of its share in every split"
      )
    }
    if unusedRows.values.contains(where: { $0 > 0 }) {
      notes.append("in no new split: \(count(unusedRows)) of \(from.joined(separator: " and "))")
    }
    for entry in splits {
      let shared = overlaps.filter { $0.split == entry.name }
        .map { "\(Formatting.count($0.rows)) \($0.modality) rows with '\($0.other)'" }
      if !shared.isEmpty {
        notes.append("overlap: '\(entry.name)' shares \(shared.joined(separator: ", "))")
      }
    }
    return notes
  }

  /// The report for a person.
  var text: String {
    let origin =
      "\(rule) of \(from.joined(separator: " and "))" + (labels.map { " by \($0)" } ?? "")
    return splits.map { entry in
      let verb = entry.outcome == .added ? "added" : "already there, the same"
      return "\(entry.name): \(count(entry.rows)) (\(origin)), \(verb)"
    }.joined(separator: "\n")
  }

  /// "1,367 rows", or "4,000 image and 500 audio rows" where they differ.
  private func count(_ rows: [String: Int]) -> String {
    let sorted = rows.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    guard Set(rows.values).count > 1 else {
      return "\(Formatting.count(sorted.first?.value ?? 0)) rows"
    }
    return sorted.map { "\(Formatting.count($0.value)) \($0.key)" }.joined(separator: ", ")
      + " rows"
  }
}
