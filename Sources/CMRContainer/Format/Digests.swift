import CMRCXXHash
import Crypto

/// A SHA-256 over bytes that come in pieces.
package struct RunningDigest: Sendable {
  private var state = SHA256()

  /// A digest of nothing yet.
  package init() {}

  /// Adds bytes at the end.
  package mutating func update(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe state.update(bufferPointer: $0) }
  }

  /// The digest of everything so far, in lowercase hexadecimal.
  package var hexadecimal: String {
    let digest = state.finalize()
    var text = ""
    text.reserveCapacity(64)
    for byte in digest { text += Hexadecimal.text(of: byte) }
    return text
  }

  /// The digest of one text's UTF-8 bytes.
  package static func hexadecimal(of text: String) -> String {
    var digest = RunningDigest()
    let bytes = Array(text.utf8)
    unsafe digest.update(bytes.span.bytes)
    return digest.hexadecimal
  }
}

/// The XXH3-64 checksum of `bytes`, seed 0: it finds damage as fast as memory delivers the bytes,
/// and no forgery.
func rowChecksum(_ bytes: RawSpan) -> UInt64 {
  unsafe bytes.withUnsafeBytes { unsafe cmr_xxh3_64($0.baseAddress, $0.count) }
}

enum Hexadecimal {
  /// All digits of `value`, the most significant first.
  static func text<Value: FixedWidthInteger & UnsignedInteger>(of value: Value) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: Value.bitWidth / 4 - digits.count) + digits
  }
}
