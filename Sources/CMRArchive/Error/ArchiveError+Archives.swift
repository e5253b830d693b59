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
    let reason = terminalSafe(reason)
    let lowered = reason.lowercased()
    let truncated = ["truncated", "unexpected end", "unexpected eof", "premature", "too short"]
      .contains { lowered.contains($0) }
    let place = member.map { " in member '\($0)' at its byte \(offset)" } ?? ""
    return ArchiveError(
      truncated ? .truncated : .damaged,
      "archive '\(terminalSafe(path.string))' "
        + "\(truncated ? "ends too early" : "is damaged")\(place): \(reason)"
    )
  }

  static func memberTruncated(_ path: FilePath, member: String, size: UInt64, got: UInt64)
    -> ArchiveError
  {
    ArchiveError(
      .truncated,
      "archive '\(terminalSafe(path.string))' ends too early: "
        + "member '\(member)' claims \(size) bytes, \(got) are there"
    )
  }

  static func stale(member: String) -> ArchiveError {
    ArchiveError(
      .stale, "the data of member '\(member)' can no longer be read: the archive has gone on",
      remedy: "read a member before asking for the next one")
  }
}
