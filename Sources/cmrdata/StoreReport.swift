import CMRCommand
import CMRStore

/// What `info` says about a store.
struct StoreReport: Encodable {
  struct ModalityReport: Encodable {
    let name: String
    let rows: Int
    let dimension: Int
  }

  struct SplitReport: Encodable {
    let name: String
    let rule: String
    /// The splits that it was made of, and by what; nil for one that came with the source.
    let from: [String]?
    let labels: String?
    let tool: String?
    let rows: [String: Int]

    /// The rule with what it was applied to.
    var text: String {
      let of = from.map { " of \($0.joined(separator: " and "))" } ?? ""
      return rule + of + (labels.map { " by \($0)" } ?? "")
    }
  }

  struct LabelSetReport: Encodable {
    let name: String
    let kind: LabelKind
    let shared: Bool
    let base: String?
    /// The share of labels that differ from those that all noise began with, by split and modality.
    let flipRates: [String: [String: Double]]?
  }

  let name: String
  let paired: [String]
  let classes: [String]
  let modalities: [ModalityReport]
  let splits: [SplitReport]
  let labelSets: [LabelSetReport]
  let provenance: Provenance

  init(_ store: Store) throws {
    name = store.name
    paired = store.pairedModalities
    classes = store.classNames
    provenance = store.provenance
    modalities = try store.modalityNames.map { name in
      let modality = try store.modality(name)
      return ModalityReport(name: name, rows: modality.rows, dimension: modality.dimension)
    }
    splits = try store.splitNames.map { name in
      let rows = try store.modalityNames.map { ($0, try store.rowCount(of: name, modality: $0)) }
      let split = try store.split(name)
      return SplitReport(
        name: name, rule: split.rule, from: split.origin?.from, labels: split.origin?.labels,
        tool: split.origin?.tool, rows: Dictionary(uniqueKeysWithValues: rows))
    }
    labelSets = try store.labelSetNames.map { try LabelSetReport(store.labels($0), in: store) }
  }

  /// The report for a person.
  var text: String {
    [
      "name      \(name)", "classes   \(classes.count): \(classes.joined(separator: ", "))",
      "paired    \(paired.isEmpty ? "no" : paired.joined(separator: " and "))", "",
      modalityTable, "", splitTable, "", labelTable, "", provenanceText,
    ].joined(separator: "\n")
  }

  private var modalityTable: String {
    var table = TextTable([
      ("MODALITY", .leading), ("ROWS", .trailing), ("FEATURES", .trailing),
    ])
    for modality in modalities {
      table.add([modality.name, Formatting.count(modality.rows), "\(modality.dimension)"])
    }
    return table.text
  }

  private var splitTable: String {
    let names = modalities.map(\.name)
    var table = TextTable(
      [("SPLIT", .leading)] + names.map { ($0.uppercased(), .trailing) } + [("RULE", .leading)])
    for split in splits {
      table.add(
        [split.name] + names.map { Formatting.count(split.rows[$0] ?? 0) } + [split.text])
    }
    return table.text
  }

  private var labelTable: String {
    var table = TextTable([
      ("LABELS", .leading), ("KIND", .leading), ("SHARING", .leading), ("WRONG", .leading),
    ])
    for set in labelSets {
      table.add([
        set.name, set.kind.rawValue, set.shared ? "shared" : "per modality",
        set.flipRates.map(wrong) ?? "",
      ])
    }
    return table.text
  }

  /// "train: image 40.0 %, text 40.0 %; test: none" in the order in which splits are listed.
  private func wrong(_ rates: [String: [String: Double]]) -> String {
    splits.map { split in
      let shares = (rates[split.name] ?? [:]).sorted { $0.key < $1.key }
      guard shares.contains(where: { $0.value > 0 }) else { return "\(split.name): none" }
      let texts = shares.map { "\($0.key) \(Formatting.fixed($0.value * 100, places: 1)) %" }
      return "\(split.name): \(texts.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private var provenanceText: String {
    let sources = provenance.sources.map {
      "  \($0.sha256)  \(Formatting.count(Int($0.size))) bytes  \($0.name)"
    }
    let decisions = provenance.decisions.map { "  \($0)" }
    return
      (["made by \(provenance.tool), layout \(provenance.layout), from"] + sources
      + ["decisions"] + decisions).joined(separator: "\n")
  }
}

extension StoreReport.LabelSetReport {
  init(_ set: LabelSet, in store: Store) throws {
    name = set.name
    kind = set.kind
    shared = set.labels.isShared
    base = set.base
    flipRates = try Self.source(of: set, in: store).map { clean in
      var rates: [String: [String: Double]] = [:]
      for modality in store.modalityNames {
        let before = try clean.labels(for: modality)
        let after = try set.labels(for: modality)
        for split in store.splitNames {
          let rows = try store.rows(of: split, modality: modality)
          let flipped = rows.count { !before.hasSameClasses(as: after, inRow: $0) }
          rates[split, default: [:]][modality] =
            rows.isEmpty ? 0 : Double(flipped) / Double(rows.count)
        }
      }
      return rates
    }
  }

  /// The labels at the end of the bases of `set`; nil for labels that have none.
  private static func source(of set: LabelSet, in store: Store) throws -> LabelSet? {
    var source: LabelSet?
    var next = set.base
    // Bounded, because a file that we did not write can name its bases in a circle.
    for _ in store.labelSetNames {
      guard let base = next else { break }
      source = try store.labels(base)
      next = source?.base
    }
    return source
  }
}
