/// The inflated bytes of another stream, in bounded memory.
///
/// The checksum at the end (Adler-32 for zlib, CRC-32 and length for gzip) is compared before the
/// end is reported, so a reader that saw a read of 0 bytes has seen intact data.
public struct InflateStream<Base: ByteStream & ~Copyable>: ByteStream, ~Copyable {
  /// How many inflated bytes have been read or skipped so far.
  public private(set) var position: UInt64 = 0
  /// How many compressed bytes have been used so far.
  public private(set) var consumed: UInt64 = 0
  /// Whether the end mark was reached and the checksum was right.
  public private(set) var isFinished = false

  private var base: Base
  private let format: InflateFormat
  private let state: InflateState
  /// Compressed bytes read ahead and not yet used: `input[next..<end]`.
  private var input: [UInt8]
  private var next = 0
  private var end = 0

  /// A stream that inflates `base`.
  ///
  /// - Parameters:
  ///   - base: the compressed bytes. Up to 64 KiB are read ahead of what is used.
  ///   - format: their wrapping.
  public init(_ base: consuming Base, format: InflateFormat = .zlib) throws(ArchiveError) {
    state = try InflateState(format)
    self.base = base
    self.format = format
    input = [UInt8](repeating: 0, count: 64 << 10)
  }

  /// Reads up to `buffer.byteCount` bytes; see ``ByteStream/read(into:)``.
  ///
  /// - Throws: ``ArchiveError`` with code `truncated` or `damaged`.
  public mutating func read(into buffer: inout MutableRawSpan) throws(ArchiveError) -> Int {
    guard buffer.byteCount > 0 else { return 0 }
    while !isFinished {
      try refill()
      let step = unsafe state.step(input.span.extracting(next..<end).bytes, into: &buffer)
      next += step.consumed
      consumed += UInt64(step.consumed)
      position += UInt64(step.produced)
      if step.isFailure {
        throw .inflateDamaged(format, after: consumed, produced: position, reason: state.reason)
      }
      if step.isEnd { try finishMember() }
      if step.produced > 0 { return step.produced }
      if step.consumed == 0 && next == end && !isFinished {
        try refill()
        if next == end { throw .inflateTruncated(format, after: consumed, produced: position) }
      }
    }
    return 0
  }

  /// Gives the stream underneath back; it stands up to 64 KiB after the last byte used.
  public consuming func release() -> Base { base }

  private mutating func refill() throws(ArchiveError) {
    guard next == end else { return }
    next = 0
    end = 0
    end = try base.read(into: &input, count: input.count)
  }

  /// A gzip file may hold several members one after another; what follows them and is no member is
  /// padding.
  private mutating func finishMember() throws(ArchiveError) {
    guard format == .gzip else {
      isFinished = true
      return
    }
    if end - next < 2 { try refillKeeping() }
    guard end - next >= 2, input[next] == 0x1f, input[next + 1] == 0x8b else {
      isFinished = true
      return
    }
    state.reset()
  }

  /// Moves what is left to the front and reads on, to see the first two bytes of a member at once.
  private mutating func refillKeeping() throws(ArchiveError) {
    var kept = Array(input[next..<end])
    kept += try base.bytes(upTo: 2 - kept.count)
    input.replaceSubrange(0..<kept.count, with: kept)
    next = 0
    end = kept.count
  }
}
