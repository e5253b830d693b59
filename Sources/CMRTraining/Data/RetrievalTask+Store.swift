import CMRStore

extension RetrievalTask {
  /// What `plan` makes of `store`; neither labels nor features are read.
  init(_ plan: FitPlan, from store: Store) throws {
    self.init(
      plan, store, rows: try store.rows(of: plan.splits.train, modalities: plan.modalities),
      labels: try store.labels(plan.labels))
  }

  /// The same, where the training rows and labels are at hand.
  init(_ plan: FitPlan, _ store: Store, rows: [ModalityRows], labels: LabelSet) {
    self.init(
      modalities: rows.map {
        .init(name: $0.name, dimension: $0.dimension, trainingRows: $0.rows.count)
      },
      isPaired: Set(plan.modalities).isSubset(of: store.pairedModalities),
      classCount: store.classCount,
      labelKind: labels.kind == .classIndex ? .classIndex : .multiHot,
      batchSize: plan.batchSize, epochs: plan.epochs)
  }
}
