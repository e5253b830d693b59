import CMRArchive
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Archives cut short: whatever the container, that is noticed before a member is missed.
@Suite struct TruncationTests {
  /// Every thousandth byte of every container that a tool here can make.
  @Test(arguments: ToolArchiveTests.possible)
  func everyThousandthByte(recipe: ToolArchiveTests.Recipe) async throws {
    try await withTemporaryFolder { folder in
      var trials = Trials(state: 3)
      let files = ["top/a": trials.bytes(40_000), "top/b": trials.bytes(30_000), "top/c": []]
      for (name, bytes) in files { try folder.write(bytes, to: name) }
      let tool = try #require(Tool.installed(recipe.tool))
      _ = try await tool.run(recipe.arguments, in: folder.path)
      let whole = [UInt8](try Data(contentsOf: URL(filePath: folder(recipe.file).string)))
      for length in stride(from: 0, to: whole.count, by: 1000) {
        let path = try folder.write(Array(whole[..<length]), to: "cut")
        do throws(ArchiveError) {
          let found = try unpackTyped(path)
          // All that may be missing is what fills the last block up.
          #expect(found == files, "\(length) of \(whole.count)")
        } catch {
          let expected: Set<ArchiveError.Code> = [.truncated, .damaged, .notArchive]
          #expect(expected.contains(error.code), "\(length): \(error)")
        }
      }
      #expect(try unpackTyped(folder(recipe.file)) == files)
    }
  }

  private func unpackTyped(_ path: FilePath) throws(ArchiveError) -> [String: [UInt8]] {
    var archive = try ArchiveReader(opening: path)
    var files: [String: [UInt8]] = [:]
    while let entry = try archive.next() {
      guard entry.kind == .file else { continue }
      var data = archive.data()
      files[entry.name] = try data.remainingBytes(limit: 1 << 26)
    }
    return files
  }

  /// Between two members nothing of a tar file is cut in two.
  @Test func aTarThatEndsAfterAMember() throws {
    try withTemporaryFolder { folder in
      var tar = TarWriter()
      tar.add("a", [1, 2, 3])
      let path = try folder.write(tar.bytes, to: "a.tar")
      #expect(
        errorText(in: folder) { _ = try unpack(path) }
          == "archive 'DIR/a.tar' ends too early: the mark at its end is missing; get a good copy of"
          + " the archive")
      let whole = try folder.write(tar.finished, to: "b.tar")
      #expect(try unpack(whole).files == ["a": [1, 2, 3]])
    }
  }

  @Test func anEmptyZipIsWhole() throws {
    try withTemporaryFolder { folder in
      let empty: [UInt8] = [0x50, 0x4b, 5, 6] + [UInt8](repeating: 0, count: 18)
      let path = try folder.write(empty, to: "a.zip")
      #expect(try unpack(path).files.isEmpty)
    }
  }

  /// Zeros behind the end of a tar file are counted though no member has them.
  @Test(arguments: ["bzip2", "xz", "zstd", "gzip"])
  func bombsWithoutMembers(tool name: String) async throws {
    guard let tool = Tool.installed(name) else { try Test.cancel("no \(name) here") }
    try await withTemporaryFolder { folder in
      try folder.write([UInt8](repeating: 0, count: 8 << 20), to: "zeros")
      _ = try await tool.run(["-q", "zeros"], in: folder.path)
      let packed = try #require(try folder.names().first { $0.hasPrefix("zeros.") })
      var limits = ArchiveLimits()
      limits.bytesFreeOfRatio = 1 << 20
      let text = errorText { _ = try unpack(folder(packed), limits: limits) }
      #expect(
        text.hasSuffix(
          " bytes, more than 500 for each of its own; if the archive is trusted, unpack it and"
            + " import the folder (limit 'compressionRatio')"), "\(text)")
    }
  }

  @Test func allNamesTogether() throws {
    try withTemporaryFolder { folder in
      var tar = TarWriter()
      tar.add("\u{1b}", [])
      tar.add("\u{1b}", [], type: "2", link: "x")
      var limits = ArchiveLimits()
      limits.allNameBytes = 11
      let path = try folder.write(tar.finished, to: "a.tar")
      #expect(
        errorText { _ = try unpack(path, limits: limits) }
          == "the members' names have 12 bytes or more in all, 11 are allowed; if the archive is"
          + " trusted, unpack it and import the folder (limit 'allNameBytes')")
    }
  }
}
