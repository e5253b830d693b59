/// What went wrong in planning, fitting, resuming or ranking.
///
/// Errors of the layers below (a damaged container, a full disk) pass through unchanged; this type
/// covers what only the training core can know.
public struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kind of failure, for callers that decide by it.
  public enum Code: String, Sendable {
    /// A method option is unknown, of the wrong type or out of range.
    case invalidOption
    /// The fit plan is malformed or asks for something impossible.
    case invalidPlan
    /// No method of that name is known.
    case unknownMethod
    /// The store lacks what the plan or the method needs.
    case unsuitableData
    /// The run folder belongs to another plan or another store, or holds something unexpected.
    case otherRun
    /// A newer program wrote it.
    case newerVersion
    /// A checkpoint's contents do not fit the method or the plan.
    case invalidCheckpoint
    /// No checkpoint was found that could be used.
    case noCheckpoint
    /// The method broke its contract: a loss that is not finite, a wrong shape, a missing array.
    case methodMisbehaved
    /// It was asked to stop, and there was nothing to save.
    case interrupted
  }

  /// The kind of failure.
  public let code: Code
  /// What, where and both values that disagree.
  public let message: String
  /// What to do about it, where something can be done.
  public let remedy: String?

  /// An error from its parts.
  public init(code: Code, message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// One line: the message, then the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
