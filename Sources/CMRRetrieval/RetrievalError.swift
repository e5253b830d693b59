/// Why a gallery could not be ranked or a ranking not be judged or written.
public struct RetrievalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: Hashable, Sendable {
    /// Queries, gallery and relevance have sizes that do not fit together.
    case mismatch
    /// A score is NaN, so there is no order.
    case notANumber
    /// Something that a TREC file cannot say.
    case notWritable
  }

  /// The kind of failure.
  public let code: Code

  /// What failed, where, with the numbers that disagree.
  public let message: String

  /// What to do about it, where there is something.
  public let remedy: String?

  /// One line: the message, then the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
