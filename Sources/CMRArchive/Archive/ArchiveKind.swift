/// The container that the first bytes of a file announce.
public enum ArchiveKind: String, Hashable, Sendable, CaseIterable {
  /// A tar file, also one without the `ustar` mark (recognised by its header's sum).
  case tar
  /// A zip file; `.npz` and office documents are zip files too.
  case zip
  /// A 7z file.
  case sevenZip = "7z"
  /// A rar file of either generation.
  case rar
  /// Gzip data: a compressed tar file or a single compressed file.
  case gzip
  /// Bzip2 data: a compressed tar file or a single compressed file.
  case bzip2
  /// Xz data: a compressed tar file or a single compressed file.
  case xz
  /// Zstandard data: a compressed tar file or a single compressed file.
  case zstd

  /// How many bytes ``detect(_:)`` wants to see: one header of a tar file.
  public static let prefixLength = 512

  /// The container that `prefix`, the first bytes of a file, announces; `nil` if none of
  /// ``allCases``.
  ///
  /// ``ArchiveReader`` reads a few more kinds, which are rare in this
  /// field and not worth guessing at.
  public static func detect(_ prefix: Span<UInt8>) -> ArchiveKind? {
    for (kind, magic) in magics where starts(prefix, with: magic) { return kind }
    return isTarHeader(prefix) ? .tar : nil
  }

  private static let magics: [(ArchiveKind, [UInt8])] = [
    (.zip, [0x50, 0x4b, 0x03, 0x04]),
    (.zip, [0x50, 0x4b, 0x05, 0x06]),  // without members
    (.sevenZip, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    (.rar, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]),
    (.gzip, [0x1f, 0x8b, 0x08]),
    (.bzip2, [0x42, 0x5a, 0x68]),
    (.xz, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
    (.zstd, [0x28, 0xb5, 0x2f, 0xfd]),
  ]

  private static func starts(_ prefix: Span<UInt8>, with magic: [UInt8]) -> Bool {
    guard prefix.count >= magic.count else { return false }
    return magic.indices.allSatisfy { prefix[$0] == magic[$0] }
  }

  /// Whether the octal sum in bytes 148..<156 is that of the header with blanks in its place
  /// (POSIX.1-1988).
  private static func isTarHeader(_ prefix: Span<UInt8>) -> Bool {
    guard prefix.count >= prefixLength, prefix[0] != 0 else { return false }
    var sum = 0
    for index in 0..<prefixLength {
      sum += (148..<156).contains(index) ? 0x20 : Int(prefix[index])
    }
    var claimed = 0
    var digits = 0
    for index in 148..<156 {
      switch prefix[index] {
      case 0x30...0x37:
        claimed = claimed * 8 + Int(prefix[index] - 0x30)
        digits += 1
      case 0x20 where digits == 0: continue
      default: return digits > 0 && claimed == sum
      }
    }
    return claimed == sum
  }
}
