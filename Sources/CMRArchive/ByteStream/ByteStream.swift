/// Bytes that come one after another and only forward: a file, a member of an archive, inflated
/// data.
///
/// A stream has one owner and is handed on as `inout`. It ends once, with a read of 0 bytes.
public protocol ByteStream: ~Copyable {
  /// How many bytes have been read or skipped so far.
  var position: UInt64 { get }

  /// Reads up to `buffer.byteCount` bytes into the front of `buffer`.
  ///
  /// - Returns: how many bytes were read, which may be fewer than asked for; 0 only at the end of
  ///   the stream or for an empty buffer.
  /// - Throws: ``ArchiveError`` if the source fails, is damaged or exceeds a limit.
  mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int

  /// Passes over `count` bytes.
  ///
  /// - Returns: how many bytes were passed over: fewer than `count` only where the stream ended.
  @discardableResult
  mutating func skip(_ count: UInt64) throws(ArchiveError) -> UInt64
}

extension ByteStream where Self: ~Copyable {
  /// Reads and forgets: right for every stream that cannot seek.
  @discardableResult
  public mutating func skip(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    var scratch = [UInt8](repeating: 0, count: Int(min(count, UInt64(StreamBlock.byteCount))))
    var left = count
    while left > 0 {
      let wanted = Int(min(left, UInt64(scratch.count)))
      let got = try read(into: &scratch, count: wanted)
      if got == 0 { break }
      left -= UInt64(got)
    }
    return count - left
  }
}

/// The size in which streams are moved on.
package enum StreamBlock {
  /// 256 KiB: stays in the second-level cache and makes the cost of a call vanish. Between 64 KiB
  /// and 1 MiB no difference was measured.
  package static let byteCount = 256 << 10
}
