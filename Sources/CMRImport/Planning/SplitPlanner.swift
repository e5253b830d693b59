/// A split to be written.
struct PlannedSplit {
  let name: String
  let rule: String
  let rows: [Int]
}

/// Finds the splits of a dataset: the published ones, then those that the validation rule makes of
/// them.
struct SplitPlanner {
  /// The splits, and what was decided about them.
  struct Result {
    let splits: [PlannedSplit]
    let decisions: [String]
  }

  let blueprint: Blueprint
  let input: OpenInput

  /// Applies `asked`, or where that is nil the customary rule.
  func plan(_ asked: ValidationRule?) throws(ImportError) -> Result {
    let stored = try storedSplits()
    let published = try publishedSplits(stored)
    let choice = CustomaryValidation.choice(
      train: published.train.count, validation: published.validation.count,
      test: published.test.count)
    let rule = asked ?? choice.rule
    let rows = try rule.applied(to: published)
    let reason = asked == nil ? choice.reason : "asked for; by default it would be \(choice.rule)"
    var decisions = [
      "validation rows by the rule \(rule): \(reason); "
        + "\(rows.train.count) training, \(rows.validation.count) validation and"
        + " \(rows.test.count) test rows"
    ]
    var splits = [PlannedSplit(name: "train", rule: "\(rule)", rows: rows.train)]
    if !rows.validation.isEmpty {
      splits.append(PlannedSplit(name: "validation", rule: "\(rule)", rows: rows.validation))
    }
    if !rows.test.isEmpty {
      splits.append(PlannedSplit(name: "test", rule: "\(rule)", rows: rows.test))
    }
    if !rows.unused.isEmpty {
      splits.append(PlannedSplit(name: "stored-validation", rule: "stored", rows: rows.unused))
      decisions.append(
        "the input's own \(rows.unused.count) validation rows are in no split but"
          + " 'stored-validation'"
      )
    }
    splits += stored.filter { !["train", "validation", "test"].contains($0.name) }
    return Result(splits: splits, decisions: decisions + leftOver(published))
  }

  /// The splits that the input's own row indices give.
  private func storedSplits() throws(ImportError) -> [PlannedSplit] {
    let total = blueprint.segments.reduce(0) { $0 + $1.rows }
    var splits: [PlannedSplit] = []
    for stored in blueprint.indices {
      let source = input.title(stored.source)
      let values = try input.numbers(of: [stored.source])[0].values
      let table = try LabelTable(source: source, columns: 1, numbers: values)
      let allowed = Int64(stored.base)...Int64(stored.base + total - 1)
      var rows: [Int] = []
      var seen = Set<Int64>()
      for (position, index) in table.values.enumerated() {
        guard allowed.contains(index) else {
          throw .indexOutOfRange(index, at: position, in: source, allowed: allowed)
        }
        guard seen.insert(index).inserted else { throw .indexTwice(index, in: [source]) }
        rows.append(Int(index) - stored.base)
      }
      splits.append(PlannedSplit(name: stored.split, rule: "stored", rows: rows.sorted()))
    }
    return splits
  }

  private func publishedSplits(_ stored: [PlannedSplit]) throws(ImportError) -> SplitRows {
    let byName = { (name: String) in stored.first { $0.name == name }?.rows }
    if let train = byName("train"), let test = byName("test") {
      if let twice = Set(train).intersection(test).min() {
        let base = blueprint.indices.first?.base ?? 0
        throw .indexTwice(
          Int64(twice + base), in: blueprint.indices.map { input.title($0.source) })
      }
      let validation = byName("validation") ?? []
      if let twice = Set(train + test).intersection(validation).min() {
        let base = blueprint.indices.first?.base ?? 0
        throw .indexTwice(
          Int64(twice + base), in: blueprint.indices.map { input.title($0.source) })
      }
      return SplitRows(train: train, validation: validation, test: test)
    }
    var rows = SplitRows(train: [], validation: [], test: [])
    var first = 0
    for segment in blueprint.segments {
      let range = Array(first..<first + segment.rows)
      switch segment.name {
      case "validation": rows.validation += range
      case "test": rows.test += range
      default: rows.train += range
      }
      first += segment.rows
    }
    return rows
  }

  private func leftOver(_ rows: SplitRows) -> [String] {
    let total = blueprint.segments.reduce(0) { $0 + $1.rows }
    let left = total - rows.train.count - rows.validation.count - rows.test.count
    return left == 0 ? [] : ["\(left) rows are in none of the input's splits"]
  }
}
