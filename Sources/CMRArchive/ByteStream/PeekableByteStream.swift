/// A stream whose first bytes can be looked at before they are read, to find out what it holds.
public struct PeekableByteStream<Base: ByteStream & ~Copyable>: ByteStream, ~Copyable {
  /// How many bytes have been read or skipped so far; looking ahead does not count.
  public private(set) var position: UInt64 = 0

  private var base: Base
  private var ahead: [UInt8] = []
  private var next = 0

  /// A stream over `base`.
  public init(_ base: consuming Base) { self.base = base }

  /// The next `count` bytes, or as many as there are, without reading them.
  public mutating func peek(_ count: Int) throws(ArchiveError) -> [UInt8] {
    if ahead.count - next < count {
      ahead.removeFirst(next)
      next = 0
      ahead += try base.bytes(upTo: count - ahead.count)
    }
    return Array(ahead[next..<min(ahead.count, next + count)])
  }

  /// Reads up to `buffer.byteCount` bytes; see ``ByteStream/read(into:)``.
  public mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    let count: Int
    if next < ahead.count {
      count = min(buffer.byteCount, ahead.count - next)
      unsafe buffer.copyBytes(from: ahead.span.extracting(next..<next + count).bytes)
      next += count
    } else {
      count = try base.read(into: &buffer)
    }
    position += UInt64(count)
    return count
  }

  /// Passes over `count` bytes, by seeking where the stream underneath can.
  @discardableResult
  public mutating func skip(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    let kept = min(count, UInt64(ahead.count - next))
    next += Int(kept)
    let passed = kept + (try base.skip(count - kept))
    position += passed
    return passed
  }
}
