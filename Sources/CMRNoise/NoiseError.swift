/// Why noisy labels could not be made.
public struct NoiseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: Hashable, Sendable {
    /// A rate that is no number from 0 to 1 with at most six significant digits.
    case invalidRate
    /// Labels, rows or modalities that contradict themselves or each other.
    case invalidLabels
    /// A plan that these labels cannot fulfil.
    case impossible
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
