/// Why a store could not be opened, read or written: what, where, and what to do about it.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of failure that callers tell apart.
  public enum Code: String, Hashable, Sendable {
    /// There is no such file.
    case missingFile
    /// The file is something else than a store.
    case notAStore
    /// The store is of a newer version than this code reads.
    case newerVersion
    /// Bytes contradict their digests, checksums or the format.
    case damaged
    /// Counts of rows, labels or identifiers do not fit together.
    case rowsDisagree
    /// A label is no class of the store.
    case labelOutOfRange
    /// A feature is not a number or infinite.
    case notFinite
    /// No modality of that name.
    case unknownModality
    /// No label set of that name.
    case unknownLabelSet
    /// No split of that name.
    case unknownSplit
    /// The label set is of the other kind.
    case wrongLabelKind
    /// A row index is outside the modality or stands twice.
    case badIndex
    /// A name that cannot be used.
    case badName
    /// Something of that name is there already and differs.
    case exists
    /// The store lacks something that every store has.
    case incomplete
    /// No space, no quota, or beyond the largest file size allowed.
    case diskFull
    /// The folder is missing or is no folder.
    case missingFolder
    /// The user lacks a permission, or the file system takes no writes.
    case denied
    /// Another process is adding to the store.
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

  /// "'a', 'b'" or "none".
  static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
