/// 128 bits that stand for the numbers of a row, to find rows that are equal.
///
/// Takes the numbers one by one in their order, so that a matrix that comes column by column is
/// fingerprinted without being held. Not made against people who seek collisions.
struct RowFingerprint: Hashable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0

  /// Both halves, to make a fingerprint of fingerprints.
  var halves: (UInt64, UInt64) { (first, second) }

  /// Takes the next number; both zeros are the same.
  mutating func add(_ value: Float) {
    add(UInt64(value == 0 ? 0 : value.bitPattern))
  }

  /// Takes the next number.
  mutating func add(_ bits: UInt64) {
    // Odd multipliers from the fractional parts of the golden ratio and of the square root of 3.
    first = (first ^ bits &+ 1) &* 0x9e37_79b9_7f4a_7c15
    first ^= first >> 29
    second = (second &+ bits &+ 1) &* 0xbb67_ae85_84ca_a73b
    second ^= second >> 31
  }
}
