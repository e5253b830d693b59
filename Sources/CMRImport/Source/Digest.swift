internal import CMRArchive
internal import Crypto
internal import SystemPackage

/// A SHA-256 with the number of bytes that went into it, shared with a stream's observer.
final class RunningSHA256 {
  private var hash = SHA256()
  private(set) var byteCount: UInt64 = 0

  func update(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe hash.update(bufferPointer: $0) }
    byteCount += UInt64(bytes.byteCount)
  }

  /// The digest of everything so far, in lowercase hexadecimal.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return hash.finalize().reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// The digest of the file at `path`.
  static func digest(of path: FilePath) throws(ArchiveError) -> RunningSHA256 {
    let hash = RunningSHA256()
    var stream = ObservedByteStream(try FileByteStream(opening: path)) { hash.update($0) }
    try stream.drain()
    return hash
  }
}
