internal import CMRArchive

/// What all archives inside an input may ask of us together.
///
/// Each alone is held to what a file of its size may give. But an archive of an archive may hold a
/// thousand copies of one bomb for the price of one, so all of them together may give no more than
/// the input's own size allows.
final class NestedBudget {
  /// The most copies of archives and HDF5 files that are kept open: a process may have 1,024 files
  /// open unless its owner allows more.
  private static let copyLimit = 800

  private let limits: ArchiveLimits
  private var entriesLeft: Int
  private let bytesAllowed: UInt64
  private var bytesLeft: UInt64
  private var copies = 0

  /// The budget for an input of `byteCount` bytes on disk.
  init(_ limits: ArchiveLimits, byteCount: UInt64) {
    self.limits = limits
    entriesLeft = limits.entries
    let (allowed, overflow) = byteCount.multipliedReportingOverflow(by: limits.compressionRatio)
    bytesAllowed = min(
      max(limits.bytesFreeOfRatio, overflow ? .max : allowed), limits.totalBytes)
    bytesLeft = bytesAllowed
  }

  /// What the next archive may ask.
  var next: ArchiveLimits {
    var limits = limits
    limits.entries = entriesLeft
    limits.totalBytes = bytesLeft
    return limits
  }

  /// Counts what an archive asked.
  func count(_ archive: borrowing ArchiveReader) {
    entriesLeft -= min(entriesLeft, archive.entriesRead)
    bytesLeft -= min(bytesLeft, archive.bytesGiven)
  }

  /// Lets `body` read the archive `name`, and says what the limit was where ``next`` was too little.
  func reading<Result>(
    _ name: String, _ body: () throws(ImportError) -> Result
  ) throws(ImportError) -> Result {
    do { return try body() } catch {
      guard let remedy = error.remedy else { throw error }
      if remedy.hasSuffix("(limit 'totalBytes')") {
        throw .nestedTooLong(name, limit: bytesAllowed, remedy: remedy)
      }
      if remedy.hasSuffix("(limit 'entries')") {
        throw .nestedTooMany(name, limit: limits.entries, remedy: remedy)
      }
      throw error
    }
  }

  /// Counts a copy that stays open.
  func countCopy(of member: String) throws(ImportError) {
    copies += 1
    guard copies <= Self.copyLimit else {
      throw .tooManyCopies(member, limit: Self.copyLimit)
    }
  }
}
