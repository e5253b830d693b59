import CMRContainer

/// What labels and splits have to fit: the rows of each modality, which are paired, and the
/// classes.
struct StoreShape: Sendable {
  var rows: [String: Int] = [:]
  var paired: [String] = []
  var classCount = 0

  /// The modalities in the order of their names' bytes.
  var modalityNames: [String] {
    rows.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether row i of every modality is about the same thing.
  var isPaired: Bool { Set(paired) == Set(rows.keys) && !rows.isEmpty }

  static func checkName(_ name: String, of what: String) throws(StoreError) {
    guard name.isElementName else { throw .badName(name, of: what) }
  }

  /// Checks that modalities named as paired exist and have equally many rows.
  func checkPairs() throws(StoreError) {
    guard Set(paired).isSubset(of: rows.keys) else {
      throw .modalitiesDisagree("the pairing", has: paired, store: modalityNames)
    }
    guard let first = paired.first, let wanted = rows[first] else { return }
    for name in paired.dropFirst() {
      guard let count = rows[name], count != wanted else { continue }
      throw .pairsDisagree(first, wanted, name, count)
    }
  }

  /// Calls `body` with each value and the modality that gives its number of rows, after checking
  /// that all are there.
  func forEach<Value>(
    of values: PerModality<Value>, _ what: String,
    _ body: (_ value: Value, _ modality: String, _ rows: Int) throws(StoreError) -> Void
  ) throws(StoreError) {
    switch values {
    case .shared(let value):
      guard isPaired, let first = modalityNames.first else { throw .sharedButUnpaired(what) }
      try body(value, first, rows[first] ?? 0)
    case .separate(let separate):
      guard Set(separate.keys) == Set(rows.keys) else {
        throw .modalitiesDisagree(what, has: values.named.map(\.name), store: modalityNames)
      }
      for (name, value) in values.named { try body(value, name, rows[name] ?? 0) }
    }
  }
}
