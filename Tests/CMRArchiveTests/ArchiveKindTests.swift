import CMRArchive
import Testing

@Suite struct ArchiveKindTests {
  private func detect(_ bytes: [UInt8]) -> ArchiveKind? { ArchiveKind.detect(bytes.span) }

  @Test(arguments: [
    (ArchiveKind.zip, [0x50, 0x4b, 3, 4] as [UInt8]), (.zip, [0x50, 0x4b, 5, 6]),
    (.sevenZip, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]), (.rar, Array("Rar!".utf8) + [0x1a, 7, 0]),
    (.gzip, [0x1f, 0x8b, 8]), (.bzip2, Array("BZh9".utf8)),
    (.xz, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), (.zstd, [0x28, 0xb5, 0x2f, 0xfd]),
  ])
  func magicNumbers(kind: ArchiveKind, magic: [UInt8]) {
    #expect(detect(magic) == kind)
    #expect(detect(magic + [UInt8](repeating: 9, count: 600)) == kind)
    #expect(detect(magic.dropLast(3)) == nil)
  }

  @Test func tarByTheSumOfItsHeader() {
    var tar = TarWriter()
    tar.add("a", [1])
    let header = Array(tar.bytes[..<512])
    #expect(detect(header) == .tar)
    #expect(detect(header.dropLast()) == nil)
    for index in [0, 124, 148, 156, 257] {
      var other = header
      other[index] ^= 1
      #expect(detect(other) == nil, "byte \(index)")
    }
  }

  @Test func otherBytes() {
    #expect(detect([UInt8](repeating: 0, count: 600)) == nil)
    #expect(detect([UInt8](repeating: 0x20, count: 600)) == nil)
    #expect(detect([]) == nil)
  }
}
