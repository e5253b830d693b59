import SystemPackage

extension ArchiveError {
  static func cannotOpen(_ path: FilePath, _ error: any Error) -> ArchiveError {
    if (error as? Errno) == .noSuchFileOrDirectory {
      return ArchiveError(
        .missing, "cannot open '\(terminalSafe(path.string))': there is no such file")
    }
    return ArchiveError(
      .unreadable, "cannot open '\(terminalSafe(path.string))': \(reason(error))")
  }

  static func isFolder(_ path: FilePath) -> ArchiveError {
    ArchiveError(
      .unreadable, "cannot open '\(terminalSafe(path.string))': it is a folder, not a file")
  }

  static func cannotRead(_ path: FilePath, at offset: UInt64, _ error: any Error) -> ArchiveError {
    ArchiveError(
      .unreadable,
      "cannot read '\(terminalSafe(path.string))' at byte \(offset): \(reason(error))")
  }

  static func cannotCopy(after count: UInt64, _ error: any Error) -> ArchiveError {
    ArchiveError(.unwritable, "cannot write a copy after \(count) bytes: \(reason(error))")
  }

  static func tooLongForMemory(limit: Int) -> ArchiveError {
    ArchiveError(.limit, "more than the \(limit) bytes that may be held in memory")
  }

  private static func reason(_ error: any Error) -> String {
    (error as? Errno).map { "\($0)".lowercasedFirst } ?? "\(error)"
  }
}

extension String {
  /// The text as a clause inside a sentence: "Permission denied" becomes "permission denied".
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
