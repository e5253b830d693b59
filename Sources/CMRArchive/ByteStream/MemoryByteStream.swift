/// Bytes in memory as a ``ByteStream``.
public struct MemoryByteStream: ByteStream, ~Copyable {
  /// How many bytes have been read or skipped so far.
  public var position: UInt64 { UInt64(next) }

  private let bytes: [UInt8]
  private var next = 0

  /// A stream over `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads up to `buffer.byteCount` bytes; see ``ByteStream/read(into:)``.
  public mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    let count = min(buffer.byteCount, bytes.count - next)
    unsafe buffer.copyBytes(from: bytes.span.extracting(next..<next + count).bytes)
    next += count
    return count
  }

  /// Passes over `count` bytes.
  @discardableResult
  public mutating func skip(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    let passed = min(count, UInt64(bytes.count - next))
    next += Int(passed)
    return passed
  }
}
