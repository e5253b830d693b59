import CMRBeliefs
import CMRCommand
import CMRStore

extension LabelHistoryReport {
  /// The report for a person.
  var text: String {
    var parts = [heading]
    if let row {
      parts.append(text(of: row))
    } else {
      parts.append(epochTable)
    }
    if let confusion { parts += texts(of: confusion) }
    return parts.joined(separator: "\n\n")
  }

  private var heading: String {
    var lines = [
      "\(checkpoint): \(method) on \(labels), \(Formatting.count(trainingRows)) rows of '\(split)', "
        + "\(classCount) classes", "sha256 \(sha256)",
    ]
    if let clean, let givenRight {
      lines.append("given labels that are as in '\(clean)': \(Self.percent(givenRight))")
    }
    return lines.joined(separator: "\n")
  }

  private var epochTable: String {
    let shares: [(String, KeyPath<Epoch, Double?>)] =
      clean == nil ? [] : [("PRECISION", \.precision), ("RECALL", \.recall), ("RIGHT", \.right)]
    var table = TextTable(
      [("EPOCH", .trailing), ("TRANSPORTED", .trailing), ("CHANGED", .trailing)]
        + (store == nil ? [] : [("NOT AS GIVEN", .trailing)])
        + shares.map { ($0.0, .trailing) })
    for epoch in epochs {
      table.add(
        ["\(epoch.epoch)", Formatting.count(epoch.transported), Self.count(epoch.changed)]
          + (store == nil ? [] : [Self.count(epoch.other)])
          + shares.map { epoch[keyPath: $0.1].map(Self.percent) ?? "-" })
    }
    return table.text
  }

  private func text(of row: Row) -> String {
    let modalities = row.items.keys.sorted()
    var labels = TextTable(
      [("MODALITY", .leading), ("ITEM", .leading), ("GIVEN", .leading)]
        + (row.clean == nil ? [] : [("CLEAN", .leading)]))
    for name in modalities {
      labels.add(
        [name, Self.cell(row.items[name] ?? ""), row.given[name].map(className) ?? ""]
          + [row.clean?[name].map(className)].compactMap(\.self))
    }
    var steps = TextTable([
      ("EPOCH", .trailing), ("BELIEVED", .leading), ("TRANSPORTED", .leading),
    ])
    for step in row.steps {
      steps.add(["\(step.epoch)", className(step.class), step.transported ? "yes" : "no"])
    }
    return "row \(row.row)\n\(labels.text)\n\n\(steps.text)"
  }

  // MARK: Matrices

  /// More classes make a table that nobody reads: then the largest numbers are listed.
  private static let mostClasses = 16

  private func texts(of matrices: Matrices) -> [String] {
    let epoch = epochs.last?.epoch ?? 0
    let corrected = "corrected (across), at epoch \(epoch)"
    return [
      table("given (down) and \(corrected)", matrices.givenToCorrected),
      matrices.cleanToCorrected.map { table("clean (down) and \(corrected)", $0) },
      matrices.cleanToGiven.map { table("clean (down) and given (across)", $0) },
    ].compactMap(\.self)
  }

  private func table(_ title: String, _ counts: [[Int]]) -> String {
    guard counts.count <= Self.mostClasses else { return list(title, counts) }
    var table = TextTable(
      [("", .leading)] + counts.indices.map { ("\($0)", .trailing) })
    for (index, row) in counts.enumerated() {
      table.add([className(index)] + row.map { $0 == 0 ? "." : "\($0)" })
    }
    return "\(title), in labels\n" + table.text(width: Console.resultWidth, repeating: 1)
  }

  private func list(_ title: String, _ counts: [[Int]]) -> String {
    var pairs: [(down: Int, across: Int, count: Int)] = []
    for (down, row) in counts.enumerated() {
      for (across, count) in row.enumerated() where count > 0 && across != down {
        pairs.append((down, across, count))
      }
    }
    let largest = pairs.sorted { ($1.count, $0.down, $0.across) < ($0.count, $1.down, $1.across) }
      .prefix(Self.mostClasses)
    var table = TextTable([("DOWN", .leading), ("ACROSS", .leading), ("LABELS", .trailing)])
    for pair in largest {
      table.add([className(pair.down), className(pair.across), Formatting.count(pair.count)])
    }
    return
      "\(title): \(largest.count) of the \(Formatting.count(pairs.count)) pairs of classes that differ, "
      + "the largest; --json has all\n\(table.text)"
  }

  // MARK: Cells

  /// `3 flowers`; without the store `3`.
  private func className(_ index: Int) -> String {
    guard let names = rows?.store.classNames, names.indices.contains(index) else {
      return "\(index)"
    }
    return "\(index) \(Self.cell(names[index]))"
  }

  /// A name of the store in a table: short, and in one line. Other control characters are made
  /// visible where results are printed.
  private static func cell(_ name: String) -> String {
    let line = name.replacing("\n", with: "\\u{a}")
    return line.count > longestName ? line.prefix(longestName - 3) + "..." : line
  }

  private static let longestName = 24

  private static func count(_ value: Int?) -> String { value.map(Formatting.count) ?? "-" }

  private static func percent(_ share: Double) -> String {
    "\(Formatting.fixed(share * 100, places: 1)) %"
  }
}
