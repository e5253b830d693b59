internal import CMRStore

/// A split to be written.
struct PlannedSplit {
  let name: String
  let rule: String
  let rows: PerModality<[Int]>

  /// The number of rows; where each modality has rows of its own, of all together.
  var count: Int {
    switch rows {
    case .shared(let rows): rows.count
    case .separate(let rows): rows.values.reduce(0) { $0 + $1.count }
    }
  }
}

/// Finds the splits of a dataset: the published ones, then those that the validation rule makes of
/// them.
struct SplitPlanner {
  /// The splits, and what was decided about them.
  struct Result {
    var splits: [PlannedSplit] = []
    var decisions: [String] = []
    var warnings: [String] = []
  }

  let blueprint: Blueprint
  let isPaired: Bool
  let input: OpenInput

  /// Applies `asked`, or where that is nil the customary rule.
  func plan(_ asked: ValidationRule?) throws(ImportError) -> Result {
    let stored = try StoredSplits(blueprint, input)
    let published: [(modality: String, rows: SplitRows)] =
      isPaired
      ? [("", try stored.published(blueprint, input))]
      : blueprint.modalities.map { ($0.name, segments(blueprint.rows(of: $0))) }
    let choice = CustomaryValidation.choice(sizes(published[0].rows))
    let rule = asked ?? choice.rule
    let rows = try published.map { (modality, rows) throws(ImportError) in
      (modality, try rule.applied(to: rows, modality: isPaired ? nil : modality))
    }
    var result = Result()
    let reason = asked == nil ? choice.reason : "asked for; by default it would be \(choice.rule)"
    result.decisions.append("validation rows by the rule \(rule): \(reason); \(counts(rows))")
    result.decisions += choice.others.map { [$0] } ?? []
    add(rows, rule, to: &result)
    result.splits += stored.others
    if isPaired {
      addGallery(published[0].rows, to: &result)
      result.decisions += leftOver(published[0].rows)
    }
    return result
  }

  private func sizes(_ rows: SplitRows) -> CustomaryValidation.Sizes {
    CustomaryValidation.Sizes(
      train: rows.train.count, validation: rows.validation.count, test: rows.test.count,
      isPaired: isPaired, hasGallery: !blueprint.gallery.isEmpty)
  }

  private func counts(_ rows: [(modality: String, rows: SplitRows)]) -> String {
    rows.map { modality, rows in
      "\(isPaired ? "" : "\(modality) ")\(rows.train.count) training, \(rows.validation.count)"
        + " validation and \(rows.test.count) test rows"
    }.joined(separator: "; ")
  }

  // MARK: Splits

  private func add(
    _ rows: [(modality: String, rows: SplitRows)], _ rule: ValidationRule, to result: inout Result
  ) {
    let add = { (name: String, rule: String, list: (SplitRows) -> [Int], result: inout Result) in
      let lists = rows.map { ($0.modality, list($0.rows)) }
      guard lists.contains(where: { !$0.1.isEmpty }) else { return }
      result.splits.append(
        PlannedSplit(
          name: name, rule: rule,
          rows: isPaired
            ? .shared(lists[0].1) : .separate(Dictionary(uniqueKeysWithValues: lists))))
    }
    add("train", "\(rule)", \.train, &result)
    add("validation", "\(rule)", \.validation, &result)
    add("test", "\(rule)", \.test, &result)
    add("stored-validation", "stored", \.unused, &result)
    let unused = rows.reduce(0) { $0 + $1.rows.unused.count }
    if unused > 0 {
      result.decisions.append(
        "the input's own \(unused) validation rows are in no split but 'stored-validation'")
    }
    if rule.keepsTestRows {
      result.warnings.append(
        "the validation rows are test rows as well: figures of models chosen on them flatter")
    }
  }

  /// The rows that are searched, where the input says which.
  private func addGallery(_ rows: SplitRows, to result: inout Result) {
    guard !blueprint.gallery.isEmpty else { return }
    let names = zip(blueprint.segments, ranges(blueprint.segments.map(\.rows)))
    let database = names.filter { blueprint.gallery.contains($0.0.name) }.flatMap { Array($0.1) }
    let inside = Set(database).intersection(rows.train).count
    result.splits.append(
      PlannedSplit(name: "database", rule: blueprint.galleryRule, rows: .shared(database)))
    result.decisions.append(
      "the split 'database' is what queries search: \(database.count) rows, \(inside) of the"
        + " \(rows.train.count) training rows among them; the queries are the split 'test'")
  }

  private func segments(_ counts: [Int]) -> SplitRows {
    SplitRows(blueprint.segments.map(\.name), ranges(counts))
  }

  private func ranges(_ counts: [Int]) -> [Range<Int>] {
    var first = 0
    return counts.map { count in
      defer { first += count }
      return first..<first + count
    }
  }

  private func leftOver(_ rows: SplitRows) -> [String] {
    let total = blueprint.segments.reduce(0) { $0 + $1.rows }
    let database = zip(blueprint.segments, ranges(blueprint.segments.map(\.rows)))
      .filter { blueprint.gallery.contains($0.0.name) }.flatMap { Array($0.1) }
    let used = Set(rows.train + rows.validation + rows.test + database).count
    return total == used ? [] : ["\(total - used) rows are in none of the input's splits"]
  }
}

extension SplitRows {
  /// The rows of segments by their names; one of no split's name belongs to the training rows,
  /// unless it is the database.
  init(_ names: [String], _ ranges: [Range<Int>]) {
    self.init(train: [], validation: [], test: [])
    for (name, range) in zip(names, ranges) {
      switch name {
      case "validation": validation += range
      case "test": test += range
      case "database": break
      default: train += range
      }
    }
  }
}
