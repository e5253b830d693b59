/// What tells whether memory that a plug-in only reads is as it was: two running sums, as of
/// Fletcher's checksum, over words of four bytes.
struct Fingerprint: Equatable {
  private var sum: UInt64 = 0
  private var sums: UInt64 = 0

  /// Of `byteCount` bytes, a multiple of four.
  @unsafe
  init(_ start: UnsafeRawPointer, byteCount: Int) {
    let words = unsafe start.assumingMemoryBound(to: UInt32.self)
    for index in 0..<byteCount / 4 {
      sum &+= UInt64(unsafe words[index])
      sums &+= sum
    }
  }
}
