internal import CMRArchive
internal import CMRContainer
internal import SystemPackage

/// A SHA-256 with the number of bytes that went into it, shared with a stream's observer.
final class RunningSHA256 {
  private var digest = RunningDigest()
  private(set) var byteCount: UInt64 = 0

  func update(_ bytes: RawSpan) {
    digest.update(bytes)
    byteCount += UInt64(bytes.byteCount)
  }

  /// The digest of everything so far, in lowercase hexadecimal.
  var hexadecimal: String { digest.hexadecimal }

  /// The digest of the file at `path`; `tick` is told of every block, and may stop the work.
  static func digest(
    of path: FilePath, tick: (_ done: UInt64, _ size: UInt64?) throws(ImportError) -> Void
  ) throws(ImportError) -> RunningSHA256 {
    let hash = RunningSHA256()
    var block = [UInt8](repeating: 0, count: 1 << 20)
    do {
      var stream = try FileByteStream(opening: path)
      while case let count = try stream.read(into: &block, count: block.count), count > 0 {
        unsafe hash.update(block.span.extracting(first: count).bytes)
        try tick(hash.byteCount, stream.size)
      }
    } catch let error as ArchiveError {
      throw .cannotRead(error, in: terminalSafe(path.string))
    } catch {
      throw error as? ImportError ?? .stopped
    }
    return hash
  }
}
