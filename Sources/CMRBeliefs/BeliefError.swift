import SystemPackage

/// What is wrong with a history of beliefs, or with what is asked of it.
package struct BeliefError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What, where and both values that disagree.
  package let message: String
  /// What to do about it, where something can be done.
  package let remedy: String?

  init(_ message: String, remedy: String? = nil) {
    self.message = message
    self.remedy = remedy
  }

  /// One line: the message, then the remedy.
  package var description: String { remedy.map { "\(message); \($0)" } ?? message }
}

// MARK: Contents of a history

extension BeliefError {
  static func noClasses(_ file: FilePath) -> Self {
    Self("'/beliefs' of '\(file)' does not say how many classes there are")
  }

  static func epochsInDisorder(_ file: FilePath) -> Self {
    Self("the epochs of '/beliefs' of '\(file)' do not ascend from 1")
  }

  static func beyond(
    _ path: String, of file: FilePath, _ place: Int, _ value: Int, below limit: Int
  ) -> Self {
    Self("'/\(path)' of '\(file)' is \(value) at place \(place), where all are below \(limit)")
  }

  static func unequal(
    _ file: FilePath, _ one: String, _ count: Int, _ other: String, _ otherCount: Int
  ) -> Self {
    Self(
      "'/beliefs' of '\(file)' has \(count) numbers in '\(one)' and \(otherCount) in '\(other)'")
  }

  static func endsInDisorder(
    _ file: FilePath, _ ends: String, _ rows: String, _ count: Int
  ) -> Self {
    Self("'\(ends)' of '/beliefs' of '\(file)' does not cut the \(count) numbers of '\(rows)'")
  }

  static func otherRun(_ history: BeliefHistory, in file: FilePath, rows: Int, classes: Int) -> Self
  {
    Self(
      "'/beliefs' of '\(file)' is about \(history.rowCount) rows and \(history.classCount) classes, "
        + "the run has \(rows) and \(classes)")
  }

  static func tooLate(_ epoch: Int, in file: FilePath, latest: Int) -> Self {
    Self("'/beliefs' of '\(file)' goes to epoch \(epoch), the run had come to epoch \(latest)")
  }
}
