package import CMRStore
import SystemPackage

/// The training rows of a run in its store: where they lie and what labels they have there.
package struct BelievedRows: Sendable {
  /// The store.
  package let store: Store
  /// The modalities of the run, in the order of the task.
  package let modalities: [String]
  /// The store's row numbers of the training rows, by modality.
  package let rows: [[Int]]
  /// The labels that the run was fitted to, by modality.
  package let given: [[Int32]]
  /// The labels that noise was added to, by modality; nil where the given ones are those of the
  /// source, with which nothing can be compared.
  package let clean: [[Int32]]?
  /// Whose labels these are.
  package let cleanName: String?
  package let run: BelievingRun

  /// The training rows of `run` in `store`.
  ///
  /// Throws a ``BeliefError`` where the store holds other data than the run was fitted to.
  package init(of run: BelievingRun, in store: Store) throws {
    let found = try store.runDigest(labels: run.labels, splits: run.splits)
    guard found == run.dataDigest else {
      throw BeliefError.otherStore(store, of: run, found: found)
    }
    self.run = run
    self.store = store
    modalities = run.modalities
    rows = try run.modalities.map { try store.rows(of: run.split, modality: $0) }
    for rows in rows {
      try run.history.check(
        in: run.path, rows: rows.count, classes: store.classCount,
        latestEpoch: run.epoch + 1)
    }
    let lineage = try store.lineage(ofLabels: run.labels)
    let rows = rows
    func labels(_ set: LabelSet) throws -> [[Int32]] {
      try zip(run.modalities, rows).map { modality, rows in
        let all = try set.classIndices(for: modality)
        return rows.map { all[$0] }
      }
    }
    given = try labels(lineage[0])
    let truth = lineage.count > 1 ? lineage.last : nil
    clean = try truth.map(labels)
    cleanName = truth?.name
  }

  /// The training row at the store's row `number`.
  package func position(ofRow number: Int) throws(BeliefError) -> Int {
    if let position = rows[0].firstIndex(of: number) { return position }
    let count = (try? store.rowCount(of: modalities[0])) ?? 0
    guard number >= 0, number < count else {
      throw .rowOutOfRange(number, rows: count, of: store)
    }
    throw .notTrainedOn("row \(number)", of: store, split: run.split)
  }

  /// The training row whose item is called `name` in any of the modalities.
  package func position(ofItem name: String) throws -> Int {
    var found: Set<Int> = []
    var isKnown = false
    for (modality, rows) in zip(modalities, rows) {
      let ids = try store.modality(modality).ids()
      isKnown = isKnown || ids.contains(name)
      found.formUnion(rows.indices.filter { ids[rows[$0]] == name })
    }
    guard let position = found.min() else {
      throw isKnown
        ? BeliefError.notTrainedOn("item '\(name)'", of: store, split: run.split)
        : BeliefError.noItem(name, of: store)
    }
    guard found.count == 1 else {
      throw BeliefError.severalItems(name, rows: found.sorted().map { rows[0][$0] }, of: store)
    }
    return position
  }
}

extension BeliefError {
  static func otherStore(_ store: Store, of run: BelievingRun, found: String) -> Self {
    Self(
      "the store '\(store.path)' does not hold the data that '\(run.path)' was fitted to: its "
        + "identity is \(found.prefix(12)), that of the run's store \(run.dataDigest.prefix(12))",
      remedy: "name the store of the run, or a copy of it")
  }

  static func rowOutOfRange(_ row: Int, rows: Int, of store: Store) -> Self {
    Self("there is no row \(row) in '\(store.path)': its rows are 0 to \(rows - 1)")
  }

  static func notTrainedOn(_ what: String, of store: Store, split: String) -> Self {
    Self(
      "\(what) of '\(store.path)' is not in '\(split)', the training rows of the run: the method "
        + "believes nothing of it")
  }

  static func noItem(_ name: String, of store: Store) -> Self {
    Self(
      "no item in '\(store.path)' is called '\(name)'",
      remedy: "give the number of its row with --row")
  }

  static func severalItems(_ name: String, rows: [Int], of store: Store) -> Self {
    let listed = rows.prefix(8).map(String.init).joined(separator: ", ")
    return Self(
      "\(rows.count) training rows of '\(store.path)' are called '\(name)': \(listed)"
        + (rows.count > 8 ? ", ..." : ""),
      remedy: "give one of these numbers with --row")
  }
}
