/// What is read from every record.
struct Question {
  let request: ComparisonRequest
  /// Empty for figures that are about no split.
  let split: String
  /// The directions that are shown, one after another.
  let directions: [String]

  /// The question as the finished cells can answer it.
  init(_ request: ComparisonRequest, of results: GridResults) throws(GridError) {
    let rows = results.rows
    if rows.isEmpty { throw .nothingFinished(planned: results.planned) }
    let measured = rows.filter { $0.measure == request.measure }
    if measured.isEmpty {
      throw .noSuch("measure", request.measure, known: rows.map(\.measure).uniqued.sorted())
    }
    let splits = measured.map(\.split).uniqued
    if let wanted = request.split, splits != [""], !splits.contains(wanted) {
      throw .noSuch("split", wanted, known: splits)
    }
    // The report's split comes after the one that chooses.
    split = splits == [""] ? "" : request.split ?? splits.last ?? ""
    let known = measured.map(\.direction).uniqued
    switch request.direction {
    case _ where known == [""]: directions = [""]
    case ComparisonRequest.everyDirection: directions = known.filter { $0 != ResultRow.mean }
    case let name where known.contains(name): directions = [name]
    default:
      throw .noSuch(
        "direction", request.direction, known: known + [ComparisonRequest.everyDirection])
    }
    self.request = request
  }

  /// The figure of a record; nil where it has none.
  func value(in record: CellRecord, _ direction: String) -> Double? {
    let rows = record.rows.filter {
      $0.measure == request.measure && $0.direction == direction && $0.split == split
    }
    let chosen = rows.first { $0.choice == request.epoch.rawValue }
    // Where nothing chose an epoch, the last counts as the best.
    return (chosen ?? (request.epoch == .best ? rows.last : rows.first { $0.choice.isEmpty }))?
      .value
  }
}

extension GridError {
  static func nothingFinished(planned: Int) -> Self {
    Self(
      code: .noAnswer, message: "none of the \(planned) cells is finished",
      remedy: "run 'grid' first")
  }

  static func noSuch(_ noun: String, _ name: String, known: [String]) -> Self {
    Self(
      code: .noAnswer, message: "the results have no \(noun) '\(name)'",
      remedy: "they have \(known.joined(separator: ", "))")
  }

  static func notCrossed(_ spread: ComparisonRequest.Spread) -> Self {
    Self(
      code: .noAnswer,
      message: "the spread over \(spread.rawValue) seeds cannot be told: every noise seed has one "
        + "training seed",
      remedy: #"cross them in the plan: "seeds": {"noise": [1, 2, 3], "training": [1, 2, 3]}"#)
  }
}
