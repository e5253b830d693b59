public import SystemPackage

/// A file on disk as a ``ByteStream``, with small reads served from a buffer.
public struct FileByteStream: ByteStream, ~Copyable {
  /// The file's path as it was given.
  public let path: FilePath
  /// The file's size when it was opened; `nil` for a pipe or another source without a size.
  public let size: UInt64?
  /// How many bytes have been read or skipped so far.
  public private(set) var position: UInt64 = 0

  private let descriptor: FileDescriptor
  /// Bytes read from the file and not yet handed on: `buffer[next..<end]`.
  private var buffer: [UInt8] = []
  private var next = 0
  private var end = 0

  /// 64 KiB: small enough that a file of a few numbers costs nothing, large enough for headers and
  /// tags.
  private static let bufferSize = 64 << 10

  /// Opens the file at `path`.
  ///
  /// - Throws: ``ArchiveError`` with code `missing` or `unreadable`.
  public init(opening path: FilePath) throws(ArchiveError) {
    self.path = path
    descriptor = try FileDescriptor.openForReading(path)
    size = descriptor.sizeOfRegularFile()
  }

  deinit { try? descriptor.close() }

  /// Reads up to `buffer.byteCount` bytes; see ``ByteStream/read(into:)``.
  public mutating func read(into target: inout MutableRawSpan) throws(ArchiveError) -> Int {
    guard target.byteCount > 0 else { return 0 }
    if next == end {
      // A large request goes past the buffer, straight into the caller's memory.
      if target.byteCount >= Self.bufferSize { return try readDirectly(into: &target) }
      try refill()
      if end == 0 { return 0 }
    }
    let count = min(target.byteCount, end - next)
    unsafe target.copyBytes(from: buffer.span.extracting(next..<next + count).bytes)
    next += count
    position += UInt64(count)
    return count
  }

  /// Passes over `count` bytes by seeking where the file can seek.
  @discardableResult
  public mutating func skip(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    let buffered = min(count, UInt64(end - next))
    next += Int(buffered)
    position += buffered
    guard let size else { return try buffered + skipByReading(count - buffered) }
    let count = min(count - buffered, size - min(size, position))
    guard count > 0 else { return buffered }
    do {
      try descriptor.seek(offset: Int64(clamping: position + count), from: .start)
    } catch {
      throw .cannotRead(path, at: position, error)
    }
    position += count
    return buffered + count
  }

  private mutating func skipByReading(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    var left = count
    var scratch = [UInt8](repeating: 0, count: Self.bufferSize)
    while left > 0 {
      let got = try read(into: &scratch, count: Int(min(left, UInt64(scratch.count))))
      if got == 0 { break }
      left -= UInt64(got)
    }
    return count - left
  }

  private mutating func readDirectly(into target: inout MutableRawSpan) throws(ArchiveError) -> Int
  {
    do {
      let count = unsafe try target.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
      position += UInt64(count)
      return count
    } catch {
      throw .cannotRead(path, at: position, error)
    }
  }

  private mutating func refill() throws(ArchiveError) {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: Self.bufferSize) }
    next = 0
    end = 0
    do {
      end = unsafe try buffer.withUnsafeMutableBytes { try unsafe descriptor.read(into: $0) }
    } catch {
      throw .cannotRead(path, at: position, error)
    }
  }
}

extension MutableRawSpan {
  /// Copies `source` over the front of this span, which holds at least as many bytes.
  mutating func copyBytes(from source: RawSpan) {
    unsafe withUnsafeMutableBytes { target in
      unsafe source.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
    }
  }
}
