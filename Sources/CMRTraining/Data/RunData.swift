package import CMRStore

/// What a resolved plan selects of a store.
package struct RunData: Sendable {
  /// What the method is told.
  package let task: RetrievalTask
  /// The rows to train on.
  package var training: TrainingData
  /// The rows that choose the best epoch.
  package var validation: SplitRows?
  /// The rows that are reported on at the end.
  package var report: SplitRows?

  /// Selects what `plan` names; labels are read, features are not.
  package init(_ plan: FitPlan, from store: Store) throws {
    let labels = try store.labels(plan.labels)
    let truth = try plan.truth(in: store)
    let rows = try store.rows(of: plan.splits.train, modalities: plan.modalities)
    task = RetrievalTask(plan, store, rows: rows, labels: labels)
    training = TrainingData(
      modalities: try rows.map { rows in
        TrainingData.Modality(
          rows: rows, labels: try store.labels(labels, of: rows),
          cleanLabels: try store.labels(truth, of: rows))
      }, isPaired: task.isPaired)
    try Self.checkPairs(task, plan)
    validation = try plan.splits.validation.map {
      try store.splitRows($0, modalities: plan.modalities, truth: truth)
    }
    report = try plan.splits.report.map {
      try store.splitRows($0, modalities: plan.modalities, truth: truth)
    }
  }

  /// Where rows belong together, every modality has as many.
  private static func checkPairs(
    _ task: RetrievalTask, _ plan: FitPlan
  ) throws(TrainingError) {
    guard !task.isPaired || Set(task.modalities.map(\.trainingRows)).count <= 1 else {
      throw .splitsDisagree(
        plan.splits.train, task.modalities.map { ($0.name, $0.trainingRows) })
    }
  }

  /// Lets every row that is read from now on be treated as `scalings` say, in the modalities'
  /// order.
  package mutating func apply(_ scalings: [FeatureScaling]) {
    for (index, scaling) in scalings.enumerated() {
      training.modalities[index].rows.scaling = scaling
      validation?.modalities[index].scaling = scaling
      report?.modalities[index].scaling = scaling
    }
  }
}
