internal import CMRContainer
internal import CMRStore
internal import FoundationEssentials

/// Makes a label set, and the record of it, of lists that belong to rows of a store.
struct NoiseSetBuilder {
  let request: NoiseImportRequest
  let store: Store
  let base: LabelSet
  let files: [NoiseFile]
  let lists: [NoiseFitting.List]
  let name: String

  func build() throws -> (set: LabelSet, record: ImportedNoise) {
    var rows: [String: [[Int]]] = [:]
    var outcomes: [ImportedNoise.Outcome] = []
    for modality in store.modalityNames {
      let labels = try base.labels(for: modality)
      rows[modality] = (0..<labels.rows).map { labels.classes(ofRow: $0) }
    }
    for list in lists {
      let inside = try places(of: list)
      let stored = inside.map { classes(list.noisy.classes[$0.place], clean: list.clean[$0.place]) }
      for modality in list.modalities {
        for (place, row) in inside.map(\.row).enumerated() { rows[modality]?[row] = stored[place] }
      }
      outcomes.append(outcome(of: list, inside.map(\.place), stored: stored))
    }
    let labels = self.labels(rows)
    let record = ImportedNoise(
      encodingVersion: ImportedNoise.currentEncodingVersion, name: name, base: base.name,
      cleanDigest: try store.container.node("labels/\(base.name)").sha256,
      classCount: store.classCount, split: request.split,
      kind: labels.kind, tool: request.tool, sources: files.map(\.source),
      formats: files.map(\.format), outcomes: outcomes, relation: relation(),
      decisions: decisions(outcomes, labels.kind))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let set = LabelSet(
      name: name, labels: labels.values, base: base.name,
      manifest: String(decoding: try encoder.encode(record), as: UTF8.self))
    return (set, record)
  }

  /// The places in the list of the rows that are in the split, with their rows.
  private func places(of list: NoiseFitting.List) throws -> [(place: Int, row: Int)] {
    let split = Set(try store.rows(of: request.split, modality: list.modalities[0]))
    return list.scope.rows.enumerated().filter { split.contains($0.element) }
      .map { (place: $0.offset, row: $0.element) }
  }

  private func classes(_ noisy: [Int], clean: [Int]) -> [Int] {
    let known = noisy.filter { $0 < store.classCount }
    let isClassless = known.isEmpty && base.kind == .classIndex
    return isClassless && request.classless == .clean ? clean : known
  }

  // MARK: Labels

  private func labels(_ rows: [String: [[Int]]]) -> (values: PerModality<Labels>, kind: LabelKind) {
    let isOneClass =
      base.kind == .classIndex
      && rows.values.allSatisfy { $0.allSatisfy { $0.count == 1 } }
    let named = rows.mapValues { isOneClass ? indices($0) : matrix($0) }
    let kind: LabelKind = isOneClass ? .classIndex : .multiHot
    if store.isPaired, let first = store.modalityNames.first.flatMap({ named[$0] }),
      named.values.allSatisfy({ $0 == first })
    {
      return (.shared(first), kind)
    }
    return (.separate(named), kind)
  }

  private func indices(_ rows: [[Int]]) -> Labels { .classIndices(rows.map { Int32($0[0]) }) }

  private func matrix(_ rows: [[Int]]) -> Labels {
    let width = store.classCount
    var elements = [UInt8](repeating: 0, count: rows.count * width)
    for (row, classes) in rows.enumerated() {
      for label in classes { elements[row * width + label] = 1 }
    }
    return .multiHot(MultiHot(rows: rows.count, classes: width, elements: elements))
  }

  // MARK: Record

  private func outcome(
    of list: NoiseFitting.List, _ inside: [Int], stored: [[Int]]
  ) -> ImportedNoise.Outcome {
    let noisy = list.noisy.classes
    let counts = NoiseCounts(
      clean: inside.map { list.clean[$0] }, noisy: inside.map { noisy[$0] },
      classCount: store.classCount)
    // How the noise was made, all rows of the file tell.
    let whole =
      inside.count == noisy.count
      ? counts : NoiseCounts(clean: list.clean, noisy: noisy, classCount: store.classCount)
    let flipped = zip(inside, stored).count { list.clean[$0] != $1 }
    let stated = StatedRate.find(in: list.file)
    return ImportedNoise.Outcome(
      modalities: list.modalities, source: "\(list.file):\(list.source)", rows: counts.rows,
      flippedRows: flipped, flipRate: Double(flipped) / Double(max(1, counts.rows)),
      flippedInFile: counts.flipped, emptyRows: counts.empty,
      phantomRows: counts.phantom, statedRate: stated,
      agreement: ImportedNoise.SameRows(list.agreement), transitions: counts.transitions,
      classless: counts.classless, lost: counts.lost, gained: counts.gained,
      convention: NoiseConvention(whole, clean: list.clean, noisy: noisy, rate: stated))
  }

  /// What a file says whose labels are more often wrong than its name states: no generator does
  /// that, and some rows in another order would.
  private func tooManyWrong(_ outcome: ImportedNoise.Outcome) -> String? {
    guard let stated = outcome.statedRate, stated <= 1, !outcome.transitions.isEmpty else {
      return nil
    }
    let rows = Double(max(1, outcome.rows))
    let share = Double(outcome.flippedInFile) / rows
    let deviation = (stated * (1 - stated) / rows).squareRoot()
    guard share > stated + max(0.05, 5 * deviation) else { return nil }
    return
      "warning: the name of '\(outcome.source)' states \(OneClassEvidence.text(stated)), and"
      + " \(NoiseConvention.percent(share)) of its labels are wrong: some of its rows may be in"
      + " another order"
  }

  private func relation() -> ImportedNoise.Relation? {
    guard lists.count > 1, lists[0].scope.rows == lists[1].scope.rows else { return nil }
    return ImportedNoise.Relation(
      lists[0].noisy.classes, lists[1].noisy.classes, clean: (lists[0].clean, lists[1].clean),
      classCount: store.classCount)
  }

  private func decisions(
    _ outcomes: [ImportedNoise.Outcome], _ kind: LabelKind
  ) -> [String] {
    var decisions: [String] = []
    for list in lists {
      decisions.append(
        "'\(list.source)' of '\(list.file)' is \(list.noisy.reading), for \(list.scope.title)")
      if list.isByPlace {
        decisions.append(
          "'\(list.source)' is of \(list.modalities[0]) by its place: the store's order is"
            + " \((store.isPaired ? store.pairedModalities : store.modalityNames).joined(separator: ", "))"
        )
      }
      if list.isConfirmed {
        decisions.append(
          "'True' of '\(list.file)' are the clean labels of the store, in every row")
      }
      if list.scope.rows.count > (outcomes.map(\.rows).max() ?? 0) {
        decisions.append(
          "rows of '\(list.source)' outside the split '\(request.split)' keep their clean labels")
      }
    }
    decisions += outcomes.compactMap(tooManyWrong)
    let classless = outcomes.reduce(0) { $0 + $1.emptyRows + $1.phantomRows }
    if classless > 0, base.kind == .classIndex {
      decisions.append(
        request.classless == .clean
          ? "\(classless) rows have no class of the store in the file and keep their clean label"
          : "\(classless) rows have no class of the store in the file and have none here, so the set is"
            + " multi-hot; --classless clean gives them their clean label")
    } else if kind == .multiHot, base.kind == .classIndex {
      decisions.append("rows have several classes, so the set is multi-hot")
    }
    return decisions
  }
}
