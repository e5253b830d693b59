/// The data of one member of an archive, readable until the archive goes on to the next.
public struct EntryStream: ByteStream, ~Copyable {
  /// How many bytes of the member have been read or skipped so far.
  public private(set) var position: UInt64 = 0

  private let session: ArchiveSession
  private let generation: Int
  private let name: String

  init(_ session: ArchiveSession, generation: Int, name: String) {
    self.session = session
    self.generation = generation
    self.name = name
  }

  /// Reads up to `buffer.byteCount` bytes; see ``ByteStream/read(into:)``.
  ///
  /// - Throws: ``ArchiveError`` with code `truncated`, `damaged`, `limit`, or `stale` after
  ///   ``ArchiveReader/next()``.
  public mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    let count = try session.read(into: &buffer, generation: generation, member: name)
    position += UInt64(count)
    return count
  }
}
