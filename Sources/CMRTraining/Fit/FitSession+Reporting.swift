/// What the end of a run is reported by.
struct FitReports {
  var made: [FitOutcome.Report] = []
  var lost: [FitOutcome.LostReport] = []
}

extension FitSession {
  /// The scores of the best and the last checkpoint on the report split, if the plan names one.
  ///
  /// The report on the last needs no file; so what happened to that of the best costs only the
  /// report on the best.
  mutating func report(in folder: CheckpointFolder) throws -> FitReports {
    var reports = FitReports()
    guard let split = data.report else { return reports }
    if let best = RecordedBest(of: state.records, retained: plan.retention.best) {
      switch try method(of: best, in: folder) {
      case .success(let method):
        reports.made.append(try report("best", of: method, epoch: best.epoch, on: split))
      case .failure(let error) where best.retained == 0:
        observer.observe(.notice("only the last epoch is reported on: \(error)"))
      case .failure(let error):
        reports.lost.append(
          .init(choice: "best", epoch: best.epoch, split: split.name, reason: "\(error)"))
      }
    }
    reports.made.append(try report("last", of: state.method, epoch: state.epoch, on: split))
    for report in reports.made { try metrics.append(report) }
    try metrics.flush()
    return reports
  }

  private func report(
    _ choice: String, of method: Method, epoch: Int, on split: SplitRows
  ) throws -> FitOutcome.Report {
    FitOutcome.Report(
      choice: choice, epoch: epoch, split: split.name,
      scores: try split.scores(of: method, stop: stop))
  }

  /// The method as it was after the best epoch, or why it cannot be had.
  private func method(
    of best: RecordedBest, in folder: CheckpointFolder
  ) throws -> Result<Method, any Error> {
    // The last epoch is at hand whatever has become of its file.
    if best.epoch == state.epoch { return .success(state.method) }
    return Result {
      var method = state.method
      let saved = try folder.read(best)
      try method.parameters.restore(saved.parameters)
      try method.restore(saved.methodState)
      return method
    }
  }
}
