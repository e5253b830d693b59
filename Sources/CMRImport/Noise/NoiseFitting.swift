internal import CMRStore

/// Holds the lists of noise files against a store: whose rows they label, and how.
struct NoiseFitting {
  let request: NoiseImportRequest
  let store: Store
  let base: LabelSet

  /// A list of labels that belongs to rows of the store.
  struct List {
    let file: String
    let source: String
    /// The modalities that it is of.
    let modalities: [String]
    let scope: NoiseScope
    /// The classes by row of the scope, in the store's numbers.
    let noisy: NoisyRows
    /// The clean classes of the same rows.
    let clean: [[Int]]
    let agreement: Agreement
    /// Whether the list was given to its modality by its place only.
    var isByPlace = false
    /// Whether the file's own clean labels are those of the store.
    var isConfirmed = false
  }

  func fit(_ files: [NoiseFile]) throws -> [List] {
    let views = files.flatMap { file in file.views.map { (file: file, view: $0) } }
    let owners = try self.owners(of: views.map(\.view))
    var lists: [List] = []
    for ((file, view), owner) in zip(views, owners) {
      lists.append(try fit(view, of: file, to: owner.modalities, isByPlace: owner.isByPlace))
    }
    return lists
  }

  // MARK: Whose labels

  private func owners(
    of views: [NoiseFile.View]
  ) throws -> [(modalities: [String], isByPlace: Bool)] {
    var named: [String] = []
    var isByPlace = false
    let order = store.isPaired ? store.pairedModalities : store.modalityNames
    if !request.modalities.isEmpty {
      guard request.modalities.count == views.count else {
        throw ImportError.noiseModalities(request.modalities, views: views.count)
      }
      named = request.modalities
    } else if views.allSatisfy({ $0.modality != nil }) {
      named = views.compactMap(\.modality)
    } else if views.count == 1, order.count > 1 {
      return [(order, false)]
    } else if views.count == order.count {
      (named, isByPlace) = (order, order.count > 1)
    } else {
      throw ImportError.noiseViews(views.count, modalities: order)
    }
    for (place, name) in named.enumerated() {
      _ = try store.rowCount(of: name)
      if named[..<place].contains(name) { throw ImportError.modalityTwice(name) }
    }
    return named.map { ([$0], isByPlace) }
  }

  // MARK: Which rows

  private func fit(
    _ view: NoiseFile.View, of file: NoiseFile, to modalities: [String], isByPlace: Bool
  ) throws -> List {
    let name = file.source.name
    let first = modalities[0]
    if modalities.count > 1 { try requireSharing(modalities, name) }
    let labels = view.labels
    guard
      let scope = try NoiseScope.find(labels.rows, of: first, split: request.split, in: store)
    else {
      throw ImportError.noiseRowsDisagree(
        name, labels.source, rows: labels.rows, of: first, split: request.split,
        splitRows: try store.rowCount(of: request.split, modality: first),
        all: try store.rowCount(of: first))
    }
    let all = try base.labels(for: first)
    let clean = scope.rows.map { all.classes(ofRow: $0) }
    if base.kind == .multiHot, labels.columns == 1 {
      throw ImportError.oneClassForSeveral(name, labels: base.name)
    }
    let best = try reading(of: labels, clean, name)
    var list = List(
      file: name, source: labels.source, modalities: modalities, scope: scope, noisy: best.0,
      clean: clean, agreement: best.1, isByPlace: isByPlace)
    if let own = file.clean {
      try requireEqual(own, list)
      list.isConfirmed = true
    } else if !best.1.isSameOrder {
      throw ImportError.otherOrder(
        name, labels.source, best.1, scope: scope.title,
        sameCounts: classCounts(best.0.classes) == classCounts(clean))
    }
    return list
  }

  /// The way to read `labels` that agrees with the clean ones; where none does, the one that has no
  /// class too many.
  private func reading(
    of labels: LabelTable, _ clean: [[Int]], _ file: String
  ) throws(ImportError) -> (NoisyRows, Agreement) {
    let readings = try NoisyRows.readings(of: labels, classCount: store.classCount, in: file)
    let rated = readings.map {
      ($0, Agreement(clean, $0.classes, classCount: store.classCount))
    }
    let best = rated.max { a, b in
      let (mine, others) = (a.1.isSameOrder, b.1.isSameOrder)
      if mine != others { return others }
      if !mine, (a.0.phantom == nil) != (b.0.phantom == nil) { return b.0.phantom == nil }
      return a.1.shared < b.1.shared
    }
    return best ?? rated[0]
  }

  private func requireEqual(_ own: LabelTable, _ list: List) throws(ImportError) {
    guard own.rows == list.clean.count else {
      throw .cleanRowsDisagree(list.file, clean: own.rows, noisy: list.clean.count)
    }
    let differing =
      try NoisyRows.readings(of: own, classCount: store.classCount, in: list.file)
      .map { reading in zip(reading.classes, list.clean).count { $0 != $1 } }.min() ?? 0
    if differing > 0 {
      throw .otherCleanLabels(
        list.file, differing: differing, rows: own.rows, scope: list.scope.title)
    }
  }

  private func classCounts(_ rows: [[Int]]) -> [Int] {
    var counts = Array(repeating: 0, count: store.classCount + 1)
    for label in rows.joined() { counts[label] += 1 }
    return counts
  }

  /// One list for several modalities needs them to have the same labels in the same rows.
  private func requireSharing(_ modalities: [String], _ file: String) throws {
    let first = modalities[0]
    let rows = try store.rows(of: request.split, modality: first)
    for other in modalities.dropFirst() {
      guard store.isPaired, try store.rows(of: request.split, modality: other) == rows,
        try base.labels(for: first) == base.labels(for: other)
      else { throw ImportError.oneListForUnequal(file, modalities) }
    }
  }
}
