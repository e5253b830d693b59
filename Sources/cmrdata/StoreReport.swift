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
    /// The share of training labels that differ from those that all noise began with, by modality.
    let flipRates: [String: Double]?
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
      let wrong = (set.flipRates ?? [:]).sorted { $0.key < $1.key }
        .map { "\($0.key) \(Formatting.fixed($0.value * 100, places: 1)) %" }
      table.add([
        set.name, set.kind.rawValue, set.shared ? "shared" : "per modality",
        wrong.joined(separator: ", "),
      ])
    }
    return table.text
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
    // Which rows were open to noise is known only of the split that is customarily trained on.
    let isTrainable = store.splitNames.contains("train")
    flipRates = try (isTrainable ? Self.source(of: set, in: store) : nil).map { clean in
      let rates = try store.modalityNames.map { modality in
        (modality, try Self.flipRate(of: set, from: clean, modality, in: store))
      }
      return Dictionary(uniqueKeysWithValues: rates)
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

  private static func flipRate(
    of set: LabelSet, from clean: LabelSet, _ modality: String, in store: Store
  ) throws -> Double {
    let rows = try store.rows(of: "train", modality: modality)
    let before = try clean.classIndices(for: modality)
    let after = try set.classIndices(for: modality)
    let flipped = rows.count { before[$0] != after[$0] }
    return rows.isEmpty ? 0 : Double(flipped) / Double(rows.count)
  }
}
