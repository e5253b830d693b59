extension MemoryDeclaration {
  /// What the core keeps during a run, and then what the method declares.
  init(
    core plan: FitPlan, _ task: RetrievalTask, parameters: Int, method: MemoryDeclaration
  ) {
    self.init()
    let moments =
      switch plan.optimiser.kind {
      case .adam: plan.optimiser.amsgrad ? 3 : 2
      case .sgd: plan.optimiser.momentum > 0 ? 1 : 0
      }
    add("parameters and gradients", count: 2 * parameters)
    add("optimiser", count: moments * parameters)
    // Best epochs wait in memory for the next checkpoint.
    if plan.splits.validation != nil {
      add("best epochs", count: plan.retention.best * (1 + moments) * parameters)
    }
    let width = task.modalities.reduce(0) { $0 + $1.dimension }
    // One in use, one being read, two in stock.
    add("batches", count: 4 * plan.batchSize * width)
    // Given and clean labels, and where the row lies in the store.
    let label =
      switch task.labelKind {
      case .classIndex: MemoryLayout<Int32>.stride
      case .multiHot: task.classCount
      }
    add(
      "labels and row numbers", count: task.modalities.count * task.trainingRows,
      bytesPerElement: 2 * label + MemoryLayout<Int>.stride)
    add(method)
  }
}
