/// Why bytes could not be read from a file, an archive or a compressed stream.
public struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: String, Hashable, Sendable {
    /// There is nothing at the path.
    case missing
    /// The operating system refused or failed.
    case unreadable
    /// The bytes are no archive that can be read.
    case notArchive = "not-archive"
    /// The source ends too early.
    case truncated
    /// A checksum or the structure is wrong.
    case damaged
    /// A password would be needed.
    case encrypted
    /// A limit of ``ArchiveLimits`` was exceeded.
    case limit
    /// A member's stream was used after the archive had gone on to the next member.
    case stale
    /// What was read could not be written.
    case unwritable
  }

  /// The kind of failure.
  public let code: Code
  /// What happened, where, and both numbers where two disagree. Text from the archive is safe to
  /// print.
  public let message: String
  /// What to do about it, where there is something to do.
  public let remedy: String?

  init(_ code: Code, _ message: String, remedy: String? = nil) {
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  /// One line: the message and, after a semicolon, the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
