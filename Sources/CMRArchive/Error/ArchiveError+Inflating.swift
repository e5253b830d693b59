extension ArchiveError {
  static func inflateTruncated(_ format: InflateFormat, after consumed: UInt64, produced: UInt64)
    -> ArchiveError
  {
    ArchiveError(
      .truncated,
      "\(format.name) data end too early: \(consumed) compressed bytes "
        + "gave \(produced) bytes and no end mark"
    )
  }

  static func inflateDamaged(
    _ format: InflateFormat, after consumed: UInt64, produced: UInt64, reason: String
  ) -> ArchiveError {
    ArchiveError(
      .damaged,
      "\(format.name) data are damaged near compressed byte \(consumed), "
        + "after \(produced) bytes: \(reason)"
    )
  }

  static func inflateUnavailable(_ format: InflateFormat, status: Int32) -> ArchiveError {
    ArchiveError(.unreadable, "zlib cannot start to inflate \(format.name) data: status \(status)")
  }
}
