internal import CMRRandom

/// Rows of one modality by split, each list in rising order.
package struct SplitRows: Hashable, Sendable {
  package var train: [Int]
  package var validation: [Int]
  package var test: [Int]
  /// The input's own validation rows where another rule made `validation`; no split has them.
  package var unused: [Int]

  /// The splits of these rows.
  package init(train: [Int], validation: [Int], test: [Int], unused: [Int] = []) {
    self.train = train
    self.validation = validation
    self.test = test
    self.unused = unused
  }
}

extension ValidationRule {
  /// The splits that this rule makes of the published ones.
  ///
  /// - Parameter published: the input's splits; `validation` is empty where the input has none.
  /// - Throws: ``ImportError`` with code `invalidRule` where the rule asks for more rows than there
  ///   are, or for all of them.
  package func applied(to published: SplitRows) throws(ImportError) -> SplitRows {
    var rows = published
    guard self != .stored else {
      guard !published.validation.isEmpty else { throw .noStoredValidation }
      return rows
    }
    rows.unused = published.validation
    rows.validation = []
    switch self {
    case .stored, .none: break
    case .frontOfTest(let count):
      try check(count, against: rows.test.count, split: "test")
      rows.validation = Array(rows.test.prefix(count))
      rows.test.removeFirst(count)
    case .backOfTest(let count):
      try check(count, against: rows.test.count, split: "test")
      rows.validation = rows.test.suffix(count)
      rows.test.removeLast(count)
    case .frontOfTrain(let count):
      try check(count, against: rows.train.count, split: "training")
      rows.validation = Array(rows.train.prefix(count))
      rows.train.removeFirst(count)
    case .backOfTrain(let count):
      try check(count, against: rows.train.count, split: "training")
      rows.validation = rows.train.suffix(count)
      rows.train.removeLast(count)
    case .random(let count, let seed):
      try check(count, against: rows.train.count, split: "training")
      var stream = RandomStream(seed: seed, domain: "import/validation")
      let drawn = Set(stream.sample(count, of: rows.train.count))
      rows.validation = rows.train.indices.filter(drawn.contains).map { rows.train[$0] }
      rows.train = rows.train.indices.filter { !drawn.contains($0) }.map { rows.train[$0] }
    }
    return rows
  }

  private func check(_ count: Int, against available: Int, split: String) throws(ImportError) {
    guard count < available else { throw .ruleTakesAll(self, split: split, rows: available) }
  }
}
