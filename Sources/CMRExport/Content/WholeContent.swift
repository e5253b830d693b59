import CMRContainer
import CMRJSON
import CMRStore

/// All rows of every modality, their labels, and every split as row numbers: what npz and
/// safetensors hold.
///
/// The keys are `features.MODALITY`, `labels` and `splits.SPLIT`; where modalities do not share
/// labels or rows, `labels.MODALITY` and `splits.SPLIT.MODALITY`.
struct WholeContent {
  private let store: Store
  private let labels: LabelSet
  /// Whether the file can hold arrays of text.
  private let hasTexts: Bool

  init(_ store: Store, labels: LabelSet, hasTexts: Bool) {
    self.store = store
    self.labels = labels
    self.hasTexts = hasTexts
  }

  /// The arrays, with what is lost.
  func content(tool: String) throws -> ExportContent {
    var content = ExportContent()
    content.metadata = store.exportMetadata(labels: labels, tool: tool)
    for name in store.modalityNames {
      let features = try store.modality(name).features
      content.arrays.append(
        ExportArray(
          name: "features.\(name)",
          contents: .features(features, rows: Array(0..<features.rows))))
    }
    let labels = try labelArrays()
    let lists = labels.compactMap { array -> [Int64]? in
      if case .integers(let classes) = array.contents { classes } else { nil }
    }
    content.arrays += labels
    let splits = try store.splitNames.map { try store.split($0) }
    for split in splits { content.arrays += arrays(of: split) }
    try addNames(to: &content)
    content.losses = nameLosses() + store.classLosses(lists) + unsorted(splits)
    if let reason = try Importability(store, splits).reason {
      content.losses.append(reason)
      content.importOptions = nil
    } else {
      let hasValidation = store.splitNames.contains("validation")
      content.importOptions =
        (hasValidation ? [] : ["--validation", "none"]) + store.baseOptions(lists)
    }
    return content
  }

  private func labelArrays() throws -> [ExportArray] {
    let names = labels.labels.isShared ? [nil] : store.modalityNames.map(Optional.some)
    return try names.map { name in
      let own = try labels.labels(for: name ?? store.modalityNames[0])
      return ExportArray(
        name: ["labels", name].compactMap(\.self).joined(separator: "."),
        contents: ExportArray.Contents(own, rows: Array(0..<own.rows)))
    }
  }

  private func arrays(of split: Split) -> [ExportArray] {
    let names = split.isTheSame(for: store) ? [nil] : store.modalityNames.map(Optional.some)
    return names.map { name in
      ExportArray(
        name: ["splits", split.name, name].compactMap(\.self).joined(separator: "."),
        contents: .integers(
          (split.rows[name ?? store.modalityNames[0]] ?? []).map { Int64($0) }))
    }
  }

  private func addNames(to content: inout ExportContent) throws {
    guard hasTexts else {
      let names = JSONValue.array(store.classNames.map { .string($0) }).text()
      content.metadata.append(("class_names", names))
      return
    }
    content.arrays.append(ExportArray(name: "class_names", contents: .texts(store.classNames)))
    for name in store.modalityNames {
      content.arrays.append(
        ExportArray(name: "ids.\(name)", contents: .texts(try store.modality(name).ids())))
    }
    let members = content.metadata.map { ($0.key, JSONValue.string($0.value)) }
    let provenance = JSONValue.object(Dictionary(uniqueKeysWithValues: members))
    content.arrays.append(ExportArray(name: "provenance", contents: .text(provenance.text())))
  }

  private func nameLosses() -> [String] {
    let names = "ids of rows" + (store.hasClassNames ? " and the names of classes" : "")
    return [
      hasTexts
        ? "an import passes over the \(names) in the file" : "not in the file: the ids of rows"
    ]
  }

  private func unsorted(_ splits: [Split]) -> [String] {
    let names = splits.filter { split in
      store.modalityNames.contains { (split.rows[$0] ?? []) != (split.rows[$0] ?? []).sorted() }
    }.map { "'\($0.name)'" }
    return names.isEmpty
      ? []
      : ["an import sorts the rows of \(names.joined(separator: ", ")), which are not in order"]
  }
}

extension Split {
  /// Whether one list of rows serves all modalities.
  fileprivate func isTheSame(for store: Store) -> Bool {
    if rows.isShared { return true }
    let lists = store.modalityNames.map { rows[$0] }
    return store.isPaired && lists.allSatisfy { $0 == lists[0] }
  }
}

/// Whether an import can make the store anew of whole arrays and row numbers.
private struct Importability {
  /// Why it cannot; nil where it can.
  let reason: String?

  init(_ store: Store, _ splits: [Split]) throws {
    reason = try Self.reason(store, splits)
  }

  private static func reason(_ store: Store, _ splits: [Split]) throws -> String? {
    guard store.isPaired else {
      return
        "no import takes the file back: whole arrays are imported as pairs, and these modalities are not"
        + " paired"
    }
    if let other = splits.first(where: { !$0.isTheSame(for: store) }) {
      return
        "no import takes the file back: the split '\(other.name)' lists other rows of one modality than of"
        + " another, though they are paired"
    }
    for name in ["train", "test"] where !store.splitNames.contains(name) {
      return
        "no import takes the file back: it would need the splits 'train' and 'test', and there is no '\(name)'"
    }
    let names = ["train", "validation", "test"].filter(store.splitNames.contains)
    for (index, name) in names.enumerated() {
      let rows = Set(try store.rows(of: name, modality: store.modalityNames[0]))
      for other in names[(index + 1)...] {
        let shared = try store.rows(of: other, modality: store.modalityNames[0])
          .count { rows.contains($0) }
        guard shared > 0 else { continue }
        return
          "no import takes the file back: '\(name)' and '\(other)' have \(shared) rows in"
          + " common, and it would take no row of two of them"
      }
    }
    return nil
  }
}
