import CMRCArchive
import SystemPackage

/// The state that a reader and the streams of its members share.
final class ArchiveSession {
  let handle: ArchiveHandle
  private(set) var meter: ArchiveMeter
  /// Grows with every header, so that a stream knows whether its member is still the current one.
  private(set) var generation = 0
  private var current: Member?
  private var hasEnded = false

  private struct Member {
    var name: String
    var size: UInt64?
    var position: UInt64 = 0
    var isDone = false
  }

  init(_ path: FilePath, name: FilePath, limits: ArchiveLimits) throws(ArchiveError) {
    handle = try ArchiveHandle(path, name: name, limits: limits)
    meter = ArchiveMeter(limits: limits, archiveBytes: handle.source.size)
  }

  /// Finishes the current member and reads the next header.
  func nextHeader() throws(ArchiveError) -> ArchiveHandle.Header? {
    if hasEnded { return nil }
    try leaveMember()
    generation += 1
    let header = try handle.nextHeader()
    if generation == 1 { try refuseWhatIsNoArchive() }
    guard let header, !handle.source.isEmptyZip else {
      hasEnded = true
      try finishSource()
      return nil
    }
    try meter.countEntry(nameBytes: header.name?.utf8.count ?? 0)
    return header
  }

  /// Makes the member just announced readable.
  func enter(name: String, size: UInt64?) { current = Member(name: name, size: size) }

  /// Counts a name that is kept for as long as the archive is open, or longer.
  func keep(name: String) throws(ArchiveError) { try meter.countName(name) }

  /// Reads data of the current member, which must be that of `generation`.
  func read(
    into buffer: inout MutableRawSpan, generation: Int, member name: String
  ) throws(ArchiveError) -> Int {
    guard generation == self.generation, var member = current else { throw .stale(member: name) }
    guard buffer.byteCount > 0, !member.isDone else { return 0 }
    let count = try handle.readData(into: &buffer, member: name, at: member.position)
    member.position += UInt64(count)
    member.isDone = count == 0
    current = member
    if count == 0, let size = member.size, member.position < size {
      throw .memberTruncated(handle.path, member: name, size: size, got: member.position)
    }
    try meter.countBytes(count, member: name, position: member.position)
    return count
  }

  /// Passes over what is left of the current member.
  ///
  /// Where passing over means decompressing, we read instead: only then do the limits see the
  /// bytes.
  private func leaveMember() throws(ArchiveError) {
    guard let member = current, !member.isDone else { return }
    defer { current = nil }
    let format = handle.format
    let seeks = [ARCHIVE_FORMAT_TAR, ARCHIVE_FORMAT_ZIP].contains(format.family)
    if seeks && format.compressions == 0 { return try handle.skipData() }
    var stream = EntryStream(self, generation: generation, name: member.name)
    try stream.drain()
  }

  /// Reads what follows the last member, for the checksum behind it.
  private func finishSource() throws(ArchiveError) {
    while try handle.source.readRest() > 0 {}
    let format = handle.format
    guard format.family == ARCHIVE_FORMAT_TAR, format.compressions == 0,
      handle.source.endsInZeros == false
    else { return }
    throw .tarWithoutEnd(handle.path)
  }

  /// How many bytes were given so far: by members or, where there are more, by the compression
  /// around all of them.
  var bytesGiven: UInt64 { max(meter.total, handle.source.meter.total) }

  /// The raw format takes any bytes at all: only with compression around it is there something to
  /// unpack.
  private func refuseWhatIsNoArchive() throws(ArchiveError) {
    let format = handle.format
    if format.code == ARCHIVE_FORMAT_EMPTY { throw .emptyFile(handle.path) }
    if format.code == ARCHIVE_FORMAT_RAW && format.compressions == 0 {
      // libarchive knows no zip file without members.
      if handle.source.isEmptyZip { return }
      if handle.source.kind == .zip { throw .zipWithoutList(handle.path) }
      throw .notAnArchive(handle.path)
    }
  }
}
