import SystemPackage

extension ArchiveError {
  static func notAnArchive(_ path: FilePath) -> ArchiveError {
    ArchiveError(
      .notArchive, "'\(terminalSafe(path.string))' is not an archive",
      remedy: "archives are tar (also with gzip, bzip2, xz or zstd), zip and 7z files")
  }

  static func emptyFile(_ path: FilePath) -> ArchiveError {
    ArchiveError(.notArchive, "'\(terminalSafe(path.string))' is empty, not an archive")
  }

  static func encrypted(_ path: FilePath, member: String?) -> ArchiveError {
    let what =
      member.map { "member '\($0)' of '\(terminalSafe(path.string))'" }
      ?? "the list of members of '\(terminalSafe(path.string))'"
    return ArchiveError(
      .encrypted, "\(what) is encrypted",
      remedy: "unpack it with its password and import the folder")
  }

  /// A failure that libarchive reports in words.
  static func archiveFailed(_ path: FilePath, member: String?, at offset: UInt64, reason: String)
    -> ArchiveError
  {
    let reason = terminalSafe(reason.trimmingLineEnds)
    let lowered = reason.lowercased()
    let truncated = ["truncated", "unexpected end", "unexpected eof", "premature", "too short"]
      .contains { lowered.contains($0) }
    let place = member.map { " in member '\($0)' at its byte \(offset)" } ?? ""
    return ArchiveError(
      truncated ? .truncated : .damaged,
      "archive '\(terminalSafe(path.string))' "
        + "\(truncated ? "ends too early" : "is damaged")\(place): \(reason)",
      remedy: goodCopy
    )
  }

  /// A failure of the compressed bytes, which do not know what file they are from.
  static func inArchive(_ path: FilePath, _ error: ArchiveError) -> ArchiveError {
    guard [.truncated, .damaged].contains(error.code), error.remedy == nil else { return error }
    return ArchiveError(
      error.code, "archive '\(terminalSafe(path.string))': \(error.message)", remedy: goodCopy)
  }

  /// A failure of libarchive's filters, of which nobody knows yet what they give.
  static func decompressionFailed(_ path: FilePath, at offset: UInt64, reason: String)
    -> ArchiveError
  {
    let error = archiveFailed(path, member: nil, at: 0, reason: reason)
    return ArchiveError(
      error.code, "\(error.message), after \(offset) bytes", remedy: error.remedy)
  }

  /// A tar file ends in blocks of zeros: without them, members may be missing unnoticed.
  static func tarWithoutEnd(_ path: FilePath) -> ArchiveError {
    ArchiveError(
      .truncated,
      "archive '\(terminalSafe(path.string))' ends too early: the mark at its end is missing",
      remedy: goodCopy)
  }

  /// A zip file's list of members stands at its end: without it, members may be missing unnoticed.
  static func zipWithoutList(_ path: FilePath) -> ArchiveError {
    ArchiveError(
      .truncated,
      "archive '\(terminalSafe(path.string))' ends too early: the list of members at its end is missing",
      remedy: goodCopy)
  }

  private static var goodCopy: String { "get a good copy of the archive" }

  static func memberTruncated(_ path: FilePath, member: String, size: UInt64, got: UInt64)
    -> ArchiveError
  {
    ArchiveError(
      .truncated,
      "archive '\(terminalSafe(path.string))' ends too early: "
        + "member '\(member)' claims \(size) bytes, \(got) are there", remedy: goodCopy
    )
  }

  static func stale(member: String) -> ArchiveError {
    ArchiveError(
      .stale, "the data of member '\(member)' can no longer be read: the archive has gone on",
      remedy: "read a member before asking for the next one")
  }
}

extension String {
  /// Some of libarchive's messages end in a line break.
  fileprivate var trimmingLineEnds: String {
    var text = self[...]
    while let last = text.last, last.isNewline { text.removeLast() }
    return String(text)
  }
}
