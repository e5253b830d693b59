extension FitPlan {
  /// Throws for what is missing, and for the first value outside its range.
  func validate() throws(TrainingError) {
    if store.path.isEmpty { throw .planValue("store.path", "empty", "the path of a store") }
    if method.name.isEmpty { throw .planValue("method.name", "empty", "the name of a method") }
    try checkRanges()
  }

  /// Throws for the first value outside its range.
  func checkRanges() throws(TrainingError) {
    try within(1...Self.most, epochs, "epochs")
    try within(1...Self.most, batchSize, "batchSize")
    try within(0...1024, threads, "threads")
    try within(1...Self.most, evaluation.everyEpochs, "evaluation.everyEpochs")
    try within(1...Self.most, schedule.every, "schedule.every")
    try within(0...Self.most, checkpoints.everyEpochs, "checkpoints.everyEpochs")
    try within(0...Self.most, checkpoints.everySteps, "checkpoints.everySteps")
    try check(checkpoints.everyMinutes, "checkpoints.everyMinutes", "0 or more") { $0 >= 0 }
    try within(0...Self.most, retention.best, "retention.best")
    try within(1...Self.most, retention.last, "retention.last")
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

  /// No count of a run is larger; it keeps products of counts far inside 64 bits.
  private static var most: Int { 100_000_000 }

  private func within(
    _ range: ClosedRange<Int>, _ value: Int, _ path: String
  ) throws(TrainingError) {
    if value < range.lowerBound {
      throw .planValue(path, "\(value)", "\(range.lowerBound) or more")
    }
    if value > range.upperBound {
      throw .planValue(path, "\(value)", "at most \(range.upperBound)")
    }
  }

  private func check(
    _ value: Double, _ path: String, _ range: String, _ holds: (Double) -> Bool
  ) throws(TrainingError) {
    guard value.isFinite, holds(value) else { throw .planValue(path, "\(value)", range) }
  }
}
