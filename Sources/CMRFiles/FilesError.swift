/// Why something about a file could not be done: what, where, and what to do about it.
public struct FilesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure, for callers that act on it.
  public enum Code: String, Hashable, Sendable {
    /// The folder that should hold the file does not exist.
    case missingFolder
    /// The file does not exist.
    case missingFile
    /// A folder was expected and something else lies there.
    case notAFolder
    /// A file was expected and a folder lies there.
    case isAFolder
    /// The file system does not take writes.
    case readOnlyFileSystem
    /// The user lacks the permission.
    case denied
    /// No space, no quota, or beyond the largest file size allowed.
    case diskFull
    /// Another living process holds the lock.
    case held
    /// The caller handed over something that must not be written, for example a line with a line
    /// break.
    case invalidInput
    /// Anything else that the system reported.
    case other
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, where, and why.
  public let message: String
  /// What the user can do, where there is something.
  public let remedy: String?

  /// Makes an error; prefer the factories beside this type.
  public init(code: Code, message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// One line: the message, then the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
