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
  /// - Parameters:
  ///   - published: the input's splits; `validation` is empty where the input has none.
  ///   - modality: the one whose rows these are, where each has rows of its own.
  /// - Throws: ``ImportError`` with code `invalidRule` where the rule asks for more rows than there
  ///   are, or for all of them.
  package func applied(
    to published: SplitRows, modality: String? = nil
  ) throws(ImportError) -> SplitRows {
    var rows = published
    guard self != .stored else {
      guard !published.validation.isEmpty else { throw .noStoredValidation }
      return rows
    }
    rows.unused = published.validation
    rows.validation = []
    switch self {
    case .stored, .none: break
    case .frontOfTest(let amount):
      let count = try count(amount, of: rows.test, split: "test")
      rows.validation = Array(rows.test.prefix(count))
      rows.test.removeFirst(count)
    case .backOfTest(let amount):
      let count = try count(amount, of: rows.test, split: "test")
      rows.validation = rows.test.suffix(count)
      rows.test.removeLast(count)
    case .frontOfTrain(let amount):
      let count = try count(amount, of: rows.train, split: "training")
      rows.validation = Array(rows.train.prefix(count))
      rows.train.removeFirst(count)
    case .backOfTrain(let amount):
      let count = try count(amount, of: rows.train, split: "training")
      rows.validation = rows.train.suffix(count)
      rows.train.removeLast(count)
    case .random(let amount, let seed):
      let count = try count(amount, of: rows.train, split: "training")
      var stream = RandomStream(
        seed: seed, domain: "import/validation" + (modality.map { "/\($0)" } ?? ""))
      let drawn = Set(stream.sample(count, of: rows.train.count))
      rows.validation = rows.train.indices.filter(drawn.contains).map { rows.train[$0] }
      rows.train = rows.train.indices.filter { !drawn.contains($0) }.map { rows.train[$0] }
    case .sameAsTest: rows.validation = rows.test
    case .overlapsTest(let amount):
      rows.validation = Array(
        rows.test.prefix(try count(amount, of: rows.test, split: "test")))
    }
    return rows
  }

  /// How many rows are to be taken, which are some and not all.
  private func count(
    _ amount: RowAmount, of rows: [Int], split: String
  ) throws(ImportError) -> Int {
    let count = amount.count(of: rows.count)
    guard count < rows.count else { throw .ruleTakesAll(self, split: split, rows: rows.count) }
    return count
  }
}
