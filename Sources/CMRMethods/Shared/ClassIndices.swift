import CMRTraining

extension TrainingLabels {
  /// The class index of every row; throws where rows have any number of classes.
  ///
  /// The core refuses such a label set before a method sees it, so this stands for a caller that is
  /// not the core.
  func classIndices(for method: String) throws(TrainingError) -> [Int32] {
    guard let indices else { throw .oneLabelNeeded(method) }
    return indices
  }
}

extension Batch {
  /// The class indices of every part, in order.
  func classIndices(for method: String) throws(TrainingError) -> [[Int32]] {
    var labels: [[Int32]] = []
    for part in parts { labels.append(try part.labels.classIndices(for: method)) }
    return labels
  }
}

extension TrainingError {
  static func oneLabelNeeded(_ method: String) -> Self {
    Self(code: .unsuitableData, message: "method '\(method)' needs one label per row")
  }
}
