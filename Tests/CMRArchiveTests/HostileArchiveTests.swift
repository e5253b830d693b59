import CMRArchive
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

@Suite struct HostileArchiveTests {
  @Test func escapesAndLinksAreSkippedAndReported() throws {
    try withTemporaryFolder { folder in
      var tar = TarWriter()
      let evil: [UInt8] = Array("evil".utf8)
      tar.add("good/first", Array("1".utf8))
      tar.add("/etc/passwd", evil)
      tar.add("../outside", evil)
      tar.add("a/../../b", evil)
      tar.add("a\\..\\b", evil)
      tar.add("C:\\Windows\\x", evil)
      tar.add("link", type: "2", link: "/etc/passwd")
      tar.add("hard", type: "1", link: "good/first")
      tar.add("device", type: "3")
      tar.add("block", type: "4")
      tar.add("pipe", type: "6")
      tar.add("./", type: "5")
      tar.add("./good//second", Array("2".utf8))
      tar.add("x\u{1b}]0;owned\u{7}", Array("3".utf8))
      let found = try unpack(folder.write(tar.finished, to: "hostile.tar"))
      #expect(
        found.skipped.map(\.description) == [
          "'/etc/passwd' skipped: absolute name", "'../outside' skipped: name with '..'",
          "'a/../../b' skipped: name with '..'", "'a\\..\\b' skipped: name with '..'",
          "'C:\\Windows\\x' skipped: absolute name", "'link' skipped: symbolic link",
          "'hard' skipped: hard link", "'device' skipped: device, pipe or socket",
          "'block' skipped: device, pipe or socket", "'pipe' skipped: device, pipe or socket",
          "'./' skipped: no name",
        ])
      #expect(
        found.files == [
          "good/first": [0x31], "good/second": [0x32], "x\\u{1b}]0;owned\\u{7}": [0x33],
        ])
    }
  }

  @Test func bombByRatio() throws {
    try withTemporaryFolder { folder in
      let bomb = try gzip([UInt8](repeating: 1, count: 8 << 20))
      let path = try folder.write(bomb, to: "ones.gz")
      var limits = ArchiveLimits()
      limits.bytesFreeOfRatio = 1 << 20
      limits.compressionRatio = 200
      let text = errorText { _ = try unpack(path, limits: limits) }
      #expect(
        text.hasPrefix("the archive of \(bomb.count) bytes gives ")
          && text.hasSuffix(
            " bytes, more than 200 for each of its own; if the archive is trusted, unpack it and import the folder (limit 'compressionRatio')"
          ))
      #expect(errorCode { _ = try unpack(path, limits: limits) } == .limit)
      // Passing over a member decompresses it all the same, so it counts as well.
      #expect(errorCode { try passOver(path, limits) } == .limit)
      #expect(try unpack(path).files["ones"]?.count == 8 << 20)
    }
  }

  @Test func limitsOfEntriesBytesAndNames() throws {
    try withTemporaryFolder { folder in
      var tar = TarWriter()
      for index in 0..<5 { tar.add("member\(index)", [UInt8](repeating: 1, count: 1000)) }
      let path = try folder.write(tar.finished, to: "a.tar")
      let hint = "; if the archive is trusted, unpack it and import the folder"
      var limits = ArchiveLimits()
      limits.entries = 4
      #expect(
        errorText { _ = try unpack(path, limits: limits) }
          == "the archive has more than 4 members\(hint) (limit 'entries')")
      limits = ArchiveLimits()
      limits.entryBytes = 999
      #expect(
        errorText { _ = try unpack(path, limits: limits) }
          == "member 'member0' has 1000 bytes or more, 999 are allowed\(hint) (limit 'entryBytes')")
      limits = ArchiveLimits()
      limits.totalBytes = 2500
      #expect(
        errorText { _ = try unpack(path, limits: limits) }
          == "the archive gives 3000 bytes or more in all, 2500 are allowed\(hint) (limit 'totalBytes')"
      )
      limits = ArchiveLimits()
      limits.nameBytes = 6
      #expect(
        errorText { _ = try unpack(path, limits: limits) }
          == "a member's name has 7 bytes, 6 are allowed\(hint) (limit 'nameBytes')")
    }
  }

  @Test func streamsEndWithTheirMember() throws {
    try withTemporaryFolder { folder in
      var tar = TarWriter()
      tar.add("a", [1, 2, 3])
      tar.add("b", [4])
      var archive = try ArchiveReader(opening: folder.write(tar.finished, to: "a.tar"))
      _ = try archive.next()
      var first = archive.data()
      #expect(try first.bytes(upTo: 1) == [1])
      _ = try archive.next()
      #expect(
        errorText { _ = try first.bytes(upTo: 1) }
          == "the data of member 'a' can no longer be read: the archive has gone on; read a member before asking for the next one"
      )
      var second = archive.data()
      #expect(try second.remainingBytes(limit: 10) == [4])
      #expect(try archive.next() == nil)
      #expect(try archive.next() == nil)
    }
  }

  @Test func whatIsNoArchive() throws {
    try withTemporaryFolder { folder in
      let text = try folder.write(Array("just text\n".utf8), to: "notes.txt")
      #expect(
        errorText(in: folder) { _ = try unpack(text) }
          == "'DIR/notes.txt' is not an archive; archives are tar (also with gzip, bzip2, xz or zstd), zip and 7z files"
      )
      let empty = try folder.write([], to: "empty.zip")
      #expect(
        errorText(in: folder) { _ = try unpack(empty) }
          == "'DIR/empty.zip' is empty, not an archive")
      #expect(
        errorText(in: folder) { _ = try unpack(folder("absent.zip")) }
          == "cannot open 'DIR/absent.zip': there is no such file")
      #expect(
        errorText(in: folder) { _ = try unpack(folder.path) }
          == "cannot open 'DIR': it is a folder, not a file")
    }
  }

  @Test func truncatedTar() throws {
    try withTemporaryFolder { folder in
      var tar = TarWriter()
      tar.add("a", [UInt8](repeating: 7, count: 2000))
      let path = try folder.write(Array(tar.bytes[..<1000]), to: "a.tar")
      #expect(errorCode { _ = try unpack(path) } == .truncated)
      #expect(
        errorText(in: folder) { _ = try unpack(path) }.hasPrefix(
          "archive 'DIR/a.tar' ends too early in member 'a' at its byte "))
      let packed = try gzip(tar.finished)
      let short = try folder.write(Array(packed[..<(packed.count - 9)]), to: "a.tar.gz")
      #expect(errorCode { _ = try unpack(short) } == .truncated)
      #expect(
        errorText(in: folder) { _ = try unpack(short) }
          == "archive 'DIR/a.tar.gz': gzip data end too early: \(packed.count - 9) compressed bytes gave"
          + " \(tar.finished.count) bytes and no end mark; get a good copy of the archive")
    }
  }

  /// Wherever a zip file is cut, members may be missing, though all that are left are whole.
  @Test(.enabled(if: Tool.installed("zip") != nil))
  func truncatedZip() async throws {
    try await withTemporaryFolder { folder in
      for name in ["a", "b"] { try folder.write(Array(name.utf8), to: name) }
      let zip = try #require(Tool.installed("zip"))
      _ = try await zip.run(["-q0", "whole.zip", "a", "b"], in: folder.path)
      let whole = try Data(contentsOf: URL(filePath: folder("whole.zip").string))
      for length in stride(from: 40, to: whole.count, by: 1) {
        let path = try folder.write([UInt8](whole.prefix(length)), to: "cut.zip")
        #expect(errorCode { _ = try unpack(path) } == .truncated, "\(length) of \(whole.count)")
      }
      #expect(
        errorText(in: folder) { _ = try unpack(folder("cut.zip")) }
          == "archive 'DIR/cut.zip' ends too early: the list of members at its end is missing;"
          + " get a good copy of the archive")
    }
  }

  /// Truncation anywhere and random damage: an error or data, never a trap or a hang.
  @Test(arguments: 0..<4)
  func damageNeverTraps(seed: Int) throws {
    try withTemporaryFolder { folder in
      var trials = Trials(state: UInt64(seed))
      var tar = TarWriter()
      tar.add("a", trials.bytes(700))
      tar.add("l", type: "2", link: "a")
      tar.add("b", trials.bytes(300))
      let whole = seed % 2 == 0 ? tar.finished : try gzip(tar.finished)
      for _ in 0..<250 {
        var damaged = Array(
          whole[..<(whole.count - trials.next(below: 2) * trials.next(below: whole.count))])
        for _ in 0..<trials.next(below: 5) where !damaged.isEmpty {
          damaged[trials.next(below: damaged.count)] = UInt8(trials.next(below: 256))
        }
        do {
          _ = try unpack(folder.write(damaged, to: "damaged"))
        } catch {
          #expect(error is ArchiveError, "\(error)")
        }
      }
    }
  }

  private func passOver(_ path: FilePath, _ limits: ArchiveLimits) throws {
    var archive = try ArchiveReader(opening: path, limits: limits)
    while try archive.next() != nil {}
  }

  /// `bytes` as a gzip file: zlib's data between gzip's header and trailer.
  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let packed = try #require(ZlibCompression.compress(bytes))
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    let trailer = [~crc, UInt32(bytes.count)].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + packed[2..<(packed.count - 4)] + trailer
  }
}
