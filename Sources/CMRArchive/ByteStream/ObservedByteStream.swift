/// A stream that shows every byte to an observer on its way, for example to a SHA-256.
///
/// Bytes that the reader skips are read and shown too. After ``ByteStream/drain()`` the observer
/// has seen the whole source.
public struct ObservedByteStream<Base: ByteStream & ~Copyable>: ByteStream, ~Copyable {
  /// How many bytes have been read, and so shown, so far.
  public var position: UInt64 { base.position }

  private var base: Base
  private let observer: (RawSpan) -> Void

  /// A stream over `base` that calls `observer` with the bytes of each read, in order and without
  /// gaps.
  public init(_ base: consuming Base, observer: @escaping (RawSpan) -> Void) {
    self.base = base
    self.observer = observer
  }

  /// Reads up to `buffer.byteCount` bytes; see ``ByteStream/read(into:)``.
  public mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    let count = try base.read(into: &buffer)
    if count > 0 { observer(buffer.bytes.extracting(first: count)) }
    return count
  }

  /// Ends the observation and gives the stream underneath back.
  public consuming func release() -> Base { base }
}
