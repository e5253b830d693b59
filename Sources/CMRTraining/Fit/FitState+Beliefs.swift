import CMRBeliefs

extension FitState {
  /// Adds what the method believes at the beginning of the epoch under way.
  ///
  /// Throws a ``TrainingError`` where that is not one class of the task per pair.
  mutating func record(
    _ beliefs: Beliefs?, of task: RetrievalTask
  ) throws(TrainingError) {
    guard let beliefs else { return }
    try beliefs.check(for: task, method: Method.name)
    if self.beliefs == nil {
      self.beliefs = BeliefHistory(beliefs, epoch: epoch + 1, classCount: task.classCount)
    } else {
      self.beliefs?.record(beliefs, epoch: epoch + 1)
    }
  }
}

extension Beliefs {
  /// Throws where there is not one class of `task` for each of its pairs.
  package func check(
    for task: RetrievalTask, method: String
  ) throws(TrainingError) {
    guard task.isPaired else { throw .beliefsWithoutPairs(method) }
    let rows = task.trainingRows
    guard classes.count == rows, isTransported.count == rows else {
      throw .beliefCount(method, classes.count, isTransported.count, rows: rows)
    }
    if let row = classes.firstIndex(where: { $0 < 0 || $0 >= task.classCount }) {
      throw .beliefClass(method, classes[row], row: row, classes: task.classCount)
    }
  }
}

extension TrainingError {
  static func beliefsWithoutPairs(_ method: String) -> Self {
    Self(
      code: .methodMisbehaved,
      message: "method '\(method)' has beliefs about labels of rows that are not paired",
      remedy: "a belief is about a pair; give nil, or require pairs")
  }

  static func beliefCount(
    _ method: String, _ classes: Int, _ transported: Int, rows: Int
  ) -> Self {
    Self(
      code: .methodMisbehaved,
      message:
        "method '\(method)' believes \(classes) classes and says of \(transported) rows whether "
        + "they are transported; there are \(rows) training rows")
  }

  static func beliefClass(_ method: String, _ class: Int32, row: Int, classes: Int) -> Self {
    Self(
      code: .methodMisbehaved,
      message:
        "method '\(method)' believes class \(`class`) of training row \(row); classes are 0 to "
        + "\(classes - 1)")
  }
}
