import CMRCZlib

/// The one owner of a `z_stream`, which zlib requires to stay at one address.
///
/// The only place that calls inflate.
@safe final class InflateState {
  /// What one step did.
  struct Step {
    var consumed: Int
    var produced: Int
    var status: Int32
    var isEnd: Bool { status == Z_STREAM_END }
    /// zlib says "buffer error" where it could not go on for want of input or room: not a failure.
    var isFailure: Bool { status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR }
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init(_ format: InflateFormat) throws(ArchiveError) {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe cmr_inflate_init(stream, format.windowBits)
    guard status == Z_OK else { throw .inflateUnavailable(format, status: status) }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates from `input` into `output` until one of them is used up or the data end.
  func step(_ input: RawSpan, into output: inout MutableRawSpan) -> Step {
    // zlib counts in 32 bits.
    let inputCount = min(input.byteCount, Int(UInt32.max))
    let outputCount = min(output.byteCount, Int(UInt32.max))
    return unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        // zlib never writes through next_in; the header only lacks the const.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
          mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
        unsafe stream.pointee.avail_in = UInt32(inputCount)
        unsafe stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(outputCount)
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe Step(
          consumed: inputCount - Int(stream.pointee.avail_in),
          produced: outputCount - Int(stream.pointee.avail_out), status: status)
      }
    }
  }

  /// Makes ready for another member of the same format.
  func reset() { unsafe inflateReset(stream) }

  /// zlib's own words for the last failure.
  var reason: String {
    unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "no reason given"
  }
}
