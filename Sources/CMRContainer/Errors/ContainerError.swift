/// Why a sealed file could not be opened, read or written: what, where, and what to do about it.
public struct ContainerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure that callers tell apart.
  public enum Code: String, Hashable, Sendable {
    /// There is no such file.
    case missingFile
    /// The file is not HDF5 at all.
    case notHDF5
    /// The file is HDF5 but not sealed.
    case notAContainer
    /// A sealed file of another kind than the one asked for.
    case wrongKind
    /// The file or an element of it is of a newer version than this code reads.
    case newerVersion
    /// Bytes contradict their digests, checksums or the format.
    case damaged
    /// The file holds no element of that name.
    case missingElement
    /// The element is of another encoding, type or shape than the one asked for.
    case wrongElement
    /// The caller's values do not fit together, or a name cannot be used.
    case invalidInput
    /// An element of that name is there already.
    case exists
    /// No space, no quota, or beyond the largest file size allowed.
    case diskFull
    /// The folder is missing or is no folder.
    case missingFolder
    /// The user lacks a permission, or the file system takes no writes.
    case denied
    /// Another process is changing the file.
    case held
    /// Anything else that the system or the library reported.
    case other
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, where and why, with both numbers where two disagree.
  public let message: String
  /// What to do about it, where something can be done.
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
