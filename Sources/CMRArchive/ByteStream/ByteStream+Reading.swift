public import SystemPackage

extension ByteStream where Self: ~Copyable {
  /// Reads until `values` is full or the stream ends.
  ///
  /// - Parameter values: overwritten from the front with the stream's bytes as they are, in the
  ///   machine's byte order.
  /// - Returns: the number of bytes read: fewer than `values` holds only where the stream ended.
  public mutating func fill<Number: PlainNumber>(
    _ values: inout MutableSpan<Number>
  ) throws(ArchiveError) -> Int {
    // Sound because every pattern of bits is a value of a PlainNumber.
    var bytes = unsafe values.mutableBytes
    return try fill(&bytes)
  }

  /// Reads until `buffer` is full or the stream ends.
  ///
  /// - Returns: the number of bytes read: fewer than `buffer.byteCount` only where the stream
  ///   ended.
  public mutating func fill(_ buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    var filled = 0
    while filled < buffer.byteCount {
      var rest = buffer._mutatingExtracting(filled...)
      let got = try read(into: &rest)
      if got == 0 { break }
      filled += got
    }
    return filled
  }

  /// Reads once into the first `count` bytes of `bytes`.
  ///
  /// - Returns: how many bytes were read; 0 at the end of the stream.
  public mutating func read(into bytes: inout [UInt8], count: Int) throws(ArchiveError) -> Int {
    var span = bytes.mutableSpan
    var raw = unsafe span.mutableBytes
    var part = raw._mutatingExtracting(first: count)
    return try read(into: &part)
  }

  /// Reads exactly `count` bytes, or as many as there are before the end.
  ///
  /// Memory grows with the bytes that really come, so a wrong `count` costs nothing.
  public mutating func bytes(upTo count: Int) throws(ArchiveError) -> [UInt8] {
    var result: [UInt8] = []
    var block = [UInt8](repeating: 0, count: min(count, StreamBlock.byteCount))
    while result.count < count {
      let got = try read(into: &block, count: min(block.count, count - result.count))
      if got == 0 { break }
      result.append(contentsOf: block[..<got])
    }
    return result
  }

  /// Reads everything that is left.
  ///
  /// - Throws: ``ArchiveError`` with code `limit` if more than `limit` bytes are left.
  public mutating func remainingBytes(limit: Int) throws(ArchiveError) -> [UInt8] {
    let result = try bytes(upTo: limit)
    guard result.count == limit else { return result }
    let more = try skip(1)
    guard more == 0 else { throw .tooLongForMemory(limit: limit) }
    return result
  }

  /// Calls `body` with everything that is left, block after block, the last one shorter.
  public mutating func forEachBlock(
    _ body: (RawSpan) throws -> Void
  ) throws {
    var block = [UInt8](repeating: 0, count: StreamBlock.byteCount)
    while case let got = try read(into: &block, count: block.count), got > 0 {
      try body(unsafe block.span.extracting(first: got).bytes)
    }
  }

  /// Reads to the end, so that an observer or a checksum sees every byte.
  ///
  /// - Returns: how many bytes were left.
  @discardableResult
  public mutating func drain() throws(ArchiveError) -> UInt64 {
    var block = [UInt8](repeating: 0, count: StreamBlock.byteCount)
    var total: UInt64 = 0
    while case let got = try read(into: &block, count: block.count), got > 0 {
      total += UInt64(got)
    }
    return total
  }

  /// Writes everything that is left to `descriptor`, for readers that need to seek (HDF5).
  ///
  /// - Returns: how many bytes were written.
  @discardableResult
  public mutating func copy(to descriptor: FileDescriptor) throws(ArchiveError) -> UInt64 {
    var block = [UInt8](repeating: 0, count: StreamBlock.byteCount)
    var total: UInt64 = 0
    while case let got = try read(into: &block, count: block.count), got > 0 {
      do {
        try descriptor.writeAll(block[..<got])
      } catch {
        throw .cannotCopy(after: total, error)
      }
      total += UInt64(got)
    }
    return total
  }
}
