extension FitPlan {
  /// Throws for the first value outside its range.
  func validate() throws(TrainingError) {
    if store.path.isEmpty { throw .planValue("store.path", "empty", "the path of a store") }
    if method.name.isEmpty { throw .planValue("method.name", "empty", "the name of a method") }
    try atLeast(1, epochs, "epochs")
    try atLeast(1, batchSize, "batchSize")
    try atLeast(0, threads, "threads")
    try atLeast(1, evaluation.everyEpochs, "evaluation.everyEpochs")
    try atLeast(1, schedule.every, "schedule.every")
    try atLeast(0, checkpoints.everyEpochs, "checkpoints.everyEpochs")
    try atLeast(0, checkpoints.everySteps, "checkpoints.everySteps")
    try check(checkpoints.everyMinutes, "checkpoints.everyMinutes", "0 or more") { $0 >= 0 }
    try atLeast(0, retention.best, "retention.best")
    try atLeast(1, retention.last, "retention.last")
    if Set(modalities).count != modalities.count {
      throw .planValue("modalities", modalities.joined(separator: ", "), "each named once")
    }
    if let norm = transform.featureNorm {
      try check(norm, "transform.featureNorm", "null or above 0") { $0 > 0 }
    }
    try validateOptimiser()
  }

  private func validateOptimiser() throws(TrainingError) {
    try check(optimiser.learningRate, "optimiser.learningRate", "above 0") { $0 > 0 }
    try check(optimiser.epsilon, "optimiser.epsilon", "above 0") { $0 > 0 }
    try check(optimiser.weightDecay, "optimiser.weightDecay", "0 or more") { $0 >= 0 }
    try check(optimiser.momentum, "optimiser.momentum", "in [0, 1)") { $0 >= 0 && $0 < 1 }
    try check(schedule.floor, "schedule.floor", "0 or more") { $0 >= 0 }
    try check(schedule.factor, "schedule.factor", "above 0") { $0 > 0 }
    guard optimiser.betas.count == 2, optimiser.betas.allSatisfy({ $0 >= 0 && $0 < 1 }) else {
      throw .planValue("optimiser.betas", "\(optimiser.betas)", "two numbers in [0, 1)")
    }
  }

  private func atLeast(_ least: Int, _ value: Int, _ path: String) throws(TrainingError) {
    if value < least { throw .planValue(path, "\(value)", "\(least) or more") }
  }

  private func check(
    _ value: Double, _ path: String, _ range: String, _ holds: (Double) -> Bool
  ) throws(TrainingError) {
    guard value.isFinite, holds(value) else { throw .planValue(path, "\(value)", range) }
  }
}
