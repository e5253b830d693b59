public import CMRArchive

/// Why a MAT file could not be read.
public struct MATError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is, for programs.
  public enum Code: String, Hashable, Sendable {
    /// The bytes are no MAT file.
    case notMATFile = "not-mat-file"
    /// The file is HDF5, with (version 7.3) or without a MATLAB header: read it with an HDF5
    /// reader.
    case hdf5
    /// The file is of version 4.
    case version4
    /// The file ends too early.
    case truncated
    /// Sizes, types or values contradict each other.
    case damaged
    /// A limit of ``MATLimits`` was exceeded.
    case limit
    /// The stream under the file failed; see ``MATError/cause``.
    case source
  }

  /// The kind of failure.
  public let code: Code
  /// What happened, where, and both numbers where two disagree. Text from the file is safe to
  /// print.
  public let message: String
  /// What to do about it, where there is something to do.
  public let remedy: String?
  /// The array in which it happened, if it was in one.
  public let path: MATPath?
  /// The byte of the file at which reading stopped.
  public let offset: UInt64
  /// The failure of the stream underneath, if that is what it was.
  public let cause: ArchiveError?

  init(
    _ code: Code, _ message: String, remedy: String? = nil, path: MATPath? = nil, offset: UInt64,
    cause: ArchiveError? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.path = path
    self.offset = offset
    self.cause = cause
  }

  /// One line: the message and, after a semicolon, the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
