import CMRCommand
import CMRImport
import CMRStore

/// What `import-noise` says about a label set to a person.
struct NoiseReport {
  let record: ImportedNoise
  /// What became of it; nil where nothing was to be written.
  let outcome: StoreEditing.Outcome?

  /// More classes make a table that nobody reads.
  private static let mostClasses = 12

  var lines: [String] {
    var lines: [String] = []
    for (source, format) in zip(record.sources, record.formats) {
      lines.append("\(source.name): \(format.summary), sha256 \(source.sha256)")
    }
    for part in record.outcomes { lines += self.lines(of: part) }
    if let relation = record.relation { lines.append(text(of: relation)) }
    lines += record.decisions.map { $0.hasPrefix("warning: ") ? $0 : "decision: \($0)" }
    return lines
  }

  private func lines(of part: ImportedNoise.Outcome) -> [String] {
    let verb =
      switch outcome {
      case .added: "added"
      case .alreadyPresent: "already there, the same"
      case nil: "not written"
      }
    let percent = { (share: Double) in "\(Formatting.fixed(share * 100, places: 1)) %" }
    let unit = part.transitions.isEmpty ? "rows" : "labels"
    var lines = [
      "\(record.name): \(part.modalities.joined(separator: " and ")): "
        + "\(Formatting.count(part.flippedRows)) of \(Formatting.count(part.rows)) \(unit) wrong (\(percent(part.flipRate))), \(verb)",
      "  the same rows: \(percent(part.agreement.share)) agree with '\(record.base)', "
        + "\(percent(part.agreement.byChance)) would in any order",
    ]
    let rows = Double(max(1, part.rows))
    if part.flippedInFile != part.flippedRows {
      lines.append(
        "  wrong in the file: \(Formatting.count(part.flippedInFile)) (\(percent(Double(part.flippedInFile) / rows)))"
      )
    }
    if part.emptyRows > 0 {
      lines.append(
        "  rows without a class: \(Formatting.count(part.emptyRows)) (\(percent(Double(part.emptyRows) / rows)))"
      )
    }
    if part.phantomRows > 0 {
      lines.append(
        "  rows of a class too many: \(Formatting.count(part.phantomRows)) (\(percent(Double(part.phantomRows) / rows)))"
      )
    }
    lines.append("  convention: \(part.convention.kind.rawValue)")
    lines += part.convention.evidence.map { "    \($0)" }
    return lines + transitions(of: part)
  }

  /// The rows by clean class (down) and noisy class (across), where they fit on a screen.
  private func transitions(of part: ImportedNoise.Outcome) -> [String] {
    guard (1...Self.mostClasses).contains(part.transitions.count) else { return [] }
    let hasClassless = part.classless.contains { $0 > 0 }
    var table = TextTable(
      [("CLEAN", .leading)] + part.transitions.indices.map { ("\($0)", .trailing) }
        + (hasClassless ? [("NONE", .trailing)] : []))
    for (label, row) in part.transitions.enumerated() {
      table.add(
        ["\(label)"] + row.map { "\($0)" } + (hasClassless ? ["\(part.classless[label])"] : []))
    }
    return table.text.split(separator: "\n").map { "  \($0)" }
  }

  private func text(of relation: ImportedNoise.Relation) -> String {
    let both = "\(Formatting.count(relation.bothWrong)) rows are wrong in both"
    let expected =
      "\(Formatting.fixed(relation.expected, places: 1)) would be if each was drawn for itself"
    let meaning =
      switch relation.kind {
      case .joint: "joint, the same labels in every row"
      case .independent: "independent"
      case .dependent: "dependent"
      }
    return "modalities: \(meaning): \(both), \(expected)"
  }
}
