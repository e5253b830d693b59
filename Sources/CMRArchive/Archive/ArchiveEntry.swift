/// What an archive says about one of its members.
public struct ArchiveEntry: Hashable, Sendable {
  /// What a member is.
  public enum Kind: Hashable, Sendable {
    /// A file with data.
    case file
    /// A folder; it has no data.
    case folder
  }

  /// The relative path for people: joined by `/`, safe to print on a terminal.
  public let name: String
  /// The relative path as the archive has it, split at `/` and `\`, without empty and `.` parts.
  /// Never holds `..`.
  public let components: [String]
  /// The number of bytes that the archive claims; `nil` where it does not say.
  public let size: UInt64?
  /// What the member is.
  public let kind: Kind

  /// The last part of the path: the file's own name, unsanitised.
  public var lastComponent: String { components.last ?? "" }
}

/// A member that was passed over because nothing good could come of it.
public struct SkippedEntry: Hashable, Sendable, CustomStringConvertible {
  /// Why a member is not handed out.
  public enum Reason: String, Hashable, Sendable {
    /// A symbolic link.
    case symbolicLink = "symbolic link"
    /// A hard link.
    case hardLink = "hard link"
    /// A device, pipe or socket.
    case device = "device, pipe or socket"
    /// A path from the root of a file system or of a drive.
    case absoluteName = "absolute name"
    /// A path that leaves the archive's own folder.
    case parentFolder = "name with '..'"
    /// No name at all, or one without any part.
    case emptyName = "no name"
  }

  /// The name for people, safe to print on a terminal.
  public let name: String
  /// Why it was passed over.
  public let reason: Reason

  /// One line for a report.
  public var description: String { "'\(name)' skipped: \(reason.rawValue)" }
}
