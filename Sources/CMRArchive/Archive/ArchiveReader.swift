import CMRCArchive
public import SystemPackage

/// Reads an archive from front to back without ever writing a file.
///
/// ```swift
/// var archive = try ArchiveReader(opening: path)
/// while let entry = try archive.next() {
///   guard entry.kind == .file else { continue }
///   var data = archive.data()
///   ...
/// }
/// ```
///
/// Formats: tar, zip, 7z, rar, cab, iso and whatever else libarchive reads without help, compressed
/// with gzip, bzip2, xz, zstd, lz4 or lzip. A single compressed file is an archive with one member,
/// named like the file without its last extension. Links, devices, absolute names and names with
/// `..` are passed over and noted in ``skipped``.
public struct ArchiveReader: ~Copyable {
  /// The archive's path as it was given.
  public let path: FilePath
  /// The members passed over so far, in the order of the archive.
  public private(set) var skipped: [SkippedEntry] = []

  private let session: ArchiveSession
  private var current = ""

  /// Opens the archive at `path`; its members are looked at only by ``next()``.
  ///
  /// - Parameter name: what errors call the archive, and what a single compressed file is named
  ///   after; nil for `path` itself.
  /// - Throws: ``ArchiveError`` with code `missing` or `unreadable`.
  public init(
    opening path: FilePath, as name: FilePath? = nil, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) {
    self.path = name ?? path
    session = try ArchiveSession(path, name: name ?? path, limits: limits)
  }

  /// Whether this is a single compressed file and no archive, known after the first ``next()``.
  public var isSingleFile: Bool { session.handle.format.code == ARCHIVE_FORMAT_RAW }

  /// The archive's format in libarchive's words, known after the first ``next()``.
  public var formatName: String { session.handle.format.name }

  /// How many members there were so far, those passed over included.
  public var entriesRead: Int { session.meter.entries }

  /// How many bytes of data have been read from members so far.
  public var bytesRead: UInt64 { session.meter.total }

  /// How many bytes the archive has given in all so far, what lies between members included where
  /// it is compressed as a whole.
  public var bytesGiven: UInt64 { session.bytesGiven }

  /// The next file or folder, or `nil` after the last. Ends the stream of the member before.
  ///
  /// - Throws: ``ArchiveError`` with code `notArchive`, `truncated`, `damaged`, `encrypted` or
  ///   `limit`.
  public mutating func next() throws(ArchiveError) -> ArchiveEntry? {
    while let header = try session.nextHeader() {
      let raw = rawName(header)
      current = terminalSafe(raw)
      session.enter(name: current, size: header.size)
      try session.keep(name: current)
      switch judge(header, rawName: raw) {
      case .failure(let refusal):
        skipped.append(SkippedEntry(name: current, reason: refusal.reason))
      case .success(let components):
        current = terminalSafe(components.joined(separator: "/"))
        if header.isEncrypted { throw .encrypted(path, member: current) }
        session.enter(name: current, size: header.size)
        return ArchiveEntry(
          name: current, components: components, size: header.size,
          kind: header.type == cmr_type_folder() ? .folder : .file)
      }
    }
    return nil
  }

  /// The data of the member that ``next()`` returned last.
  ///
  /// A stream that is used after the following ``next()`` fails with code `stale`. Asking twice for
  /// the same member gives two streams over the same bytes, of which each byte goes to whoever
  /// reads it first.
  public mutating func data() -> EntryStream {
    EntryStream(session, generation: session.generation, name: current)
  }

  private func judge(
    _ header: ArchiveHandle.Header, rawName: String
  ) -> Result<[String], MemberName.Refusal> {
    if header.isHardLink { return .failure(MemberName.Refusal(.hardLink)) }
    switch header.type {
    case cmr_type_link(): return .failure(MemberName.Refusal(.symbolicLink))
    // A zip file made on another system may not say what a member is.
    case cmr_type_file(), cmr_type_folder(), 0: return MemberName.components(of: rawName)
    default: return .failure(MemberName.Refusal(.device))
    }
  }

  /// The name in the archive; a single compressed file has none and takes the outer file's.
  private func rawName(_ header: ArchiveHandle.Header) -> String {
    guard session.handle.format.code == ARCHIVE_FORMAT_RAW else { return header.name ?? "" }
    return path.lastComponent?.stem ?? "data"
  }
}
