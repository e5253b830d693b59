/// An import that is all decided and not yet done.
///
/// Holds the input open; give it up when it was run.
public struct ImportPlan {
  /// What was found and decided.
  public let summary: ImportSummary

  let request: ImportRequest
  let input: OpenInput
  let blueprint: Blueprint
  let labels: ResolvedLabels
  let companions: Companions
  let splits: [PlannedSplit]
  /// Whether row i of each modality belongs to row i of the others.
  let isPaired: Bool

  init(
    request: ImportRequest, input: OpenInput, blueprint: Blueprint, labels: ResolvedLabels,
    companions: Companions, splits: [PlannedSplit], isPaired: Bool, summary: ImportSummary
  ) {
    self.request = request
    self.input = input
    self.blueprint = blueprint
    self.labels = labels
    self.companions = companions
    self.splits = splits
    self.isPaired = isPaired
    self.summary = summary
  }

  /// Reads the features and writes the store.
  ///
  /// The store appears under its name when it is complete and verified; until then, and after any
  /// failure, whatever was there is as it was.
  ///
  /// - Parameters:
  ///   - progress: called often on the calling thread.
  ///   - shouldStop: asked often; true ends the import with an error of code `stopped`.
  /// - Throws: ``ImportError``.
  public func run(
    progress: @escaping (ImportProgress) -> Void = { _ in },
    shouldStop: @escaping () -> Bool = { false }
  ) throws(ImportError) -> ImportReport {
    let monitor = ImportMonitor(progress: progress, shouldStop: shouldStop)
    return try ImportRun(plan: self, monitor: monitor).run()
  }
}
