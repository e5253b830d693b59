extension ArchiveError {
  static func tooManyEntries(limit: Int) -> ArchiveError {
    exceeded("the archive has more than \(limit) members", "entries")
  }

  static func entryTooLong(_ member: String, size: UInt64, limit: UInt64) -> ArchiveError {
    exceeded("member '\(member)' has \(size) bytes or more, \(limit) are allowed", "entryBytes")
  }

  static func totalTooLong(_ total: UInt64, limit: UInt64) -> ArchiveError {
    exceeded(
      "the archive gives \(total) bytes or more in all, \(limit) are allowed", "totalBytes")
  }

  static func ratioTooHigh(_ total: UInt64, archive: UInt64, limit: UInt64) -> ArchiveError {
    exceeded(
      "the archive of \(archive) bytes gives \(total) bytes, "
        + "more than \(limit) for each of its own",
      "compressionRatio")
  }

  static func nameTooLong(_ length: Int, limit: Int) -> ArchiveError {
    exceeded("a member's name has \(length) bytes, \(limit) are allowed", "nameBytes")
  }

  static func namesTooLong(_ length: Int, limit: Int) -> ArchiveError {
    exceeded(
      "the members' names have \(length) bytes or more in all, \(limit) are allowed", "allNameBytes"
    )
  }

  private static func exceeded(_ message: String, _ limit: String) -> ArchiveError {
    ArchiveError(
      .limit, message,
      remedy: "if the archive is trusted, unpack it and import the folder (limit '\(limit)')")
  }
}
