/// Why a grid could not be planned, computed or compared: what, where, and what to do about it.
public struct GridError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kind of failure, for callers that act on it.
  public enum Code: String, Sendable, Hashable {
    /// The plan is malformed or asks for something impossible.
    case invalidPlan
    /// A store lacks what the plan needs, and it cannot be added.
    case unsuitableStore
    /// The folder belongs to something else, or holds no grid.
    case otherFolder
    /// A file of the grid's folder is not what this program wrote.
    case damagedRecord
    /// The question that a table should answer has no answer in this grid.
    case noAnswer
    /// A cell's process could not be started.
    case cannotStart
    /// A stop was asked for before there was anything to save.
    case interrupted
  }

  /// The kind of failure.
  public let code: Code
  /// What, where and both values that disagree.
  public let message: String
  /// What to do about it, where something can be done.
  public let remedy: String?

  init(code: Code, message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// One line: the message, then the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
