import CMRTraining

extension RetrievalTask {
  /// Throws where the task has fewer classes than `least`.
  func requireClasses(_ least: Int, for method: String) throws(TrainingError) {
    guard classCount >= least else { throw .tooFewClasses(method, least, classCount) }
  }
}

extension TrainingError {
  static func tooFewClasses(_ method: String, _ least: Int, _ found: Int) -> Self {
    Self(
      code: .unsuitableData,
      message: "method '\(method)' needs \(least) classes or more, the store has \(found)")
  }
}
