/// Counts what an archive really gives and refuses what exceeds the limits.
struct ArchiveMeter {
  let limits: ArchiveLimits
  /// The archive's size on disk; the ratio does not count without it.
  let archiveBytes: UInt64?
  private(set) var entries = 0
  private(set) var total: UInt64 = 0
  private var allNameBytes = 0

  init(limits: ArchiveLimits, archiveBytes: UInt64?) {
    self.limits = limits
    self.archiveBytes = archiveBytes
  }

  /// Counts a header.
  mutating func countEntry(nameBytes: Int) throws(ArchiveError) {
    entries += 1
    if entries > limits.entries { throw .tooManyEntries(limit: limits.entries) }
    if nameBytes > limits.nameBytes { throw .nameTooLong(nameBytes, limit: limits.nameBytes) }
  }

  /// Counts a name that is kept.
  mutating func countName(_ name: String) throws(ArchiveError) {
    allNameBytes += name.utf8.count
    if allNameBytes > limits.allNameBytes {
      throw .namesTooLong(allNameBytes, limit: limits.allNameBytes)
    }
  }

  /// Counts `count` more bytes of `member`, which then has given `position` bytes.
  mutating func countBytes(_ count: Int, member: String, position: UInt64) throws(ArchiveError) {
    total += UInt64(count)
    if position > limits.entryBytes {
      throw .entryTooLong(member, size: position, limit: limits.entryBytes)
    }
    if total > limits.totalBytes { throw .totalTooLong(total, limit: limits.totalBytes) }
    guard let archiveBytes, total > limits.bytesFreeOfRatio else { return }
    let (allowed, overflow) = archiveBytes.multipliedReportingOverflow(by: limits.compressionRatio)
    if !overflow && total > allowed {
      throw .ratioTooHigh(total, archive: archiveBytes, limit: limits.compressionRatio)
    }
  }
}
