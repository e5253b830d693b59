import CMRArchive
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Archives made by the tools that people use: the same bytes out of all of them.
@Suite struct ToolArchiveTests {
  struct Recipe: Sendable, CustomTestStringConvertible {
    var tool: String
    var arguments: [String]
    var helper: String?
    var file: String { arguments.first { $0.hasPrefix("a.") } ?? "a" }
    var testDescription: String { ([tool] + arguments).joined(separator: " ") }
  }

  static let recipes = [
    Recipe(tool: "tar", arguments: ["-cf", "a.tar", "top"]),
    Recipe(tool: "tar", arguments: ["--format=v7", "-cf", "a.v7.tar", "top"]),
    Recipe(tool: "tar", arguments: ["--format=pax", "-cf", "a.pax.tar", "top"]),
    Recipe(tool: "tar", arguments: ["-czf", "a.tar.gz", "top"], helper: "gzip"),
    Recipe(tool: "tar", arguments: ["-cjf", "a.tar.bz2", "top"], helper: "bzip2"),
    Recipe(tool: "tar", arguments: ["-cJf", "a.tar.xz", "top"], helper: "xz"),
    Recipe(tool: "tar", arguments: ["--zstd", "-cf", "a.tar.zst", "top"], helper: "zstd"),
    Recipe(tool: "zip", arguments: ["-qr", "a.zip", "top"]),
    Recipe(tool: "zip", arguments: ["-qr0", "a.stored.zip", "top"]),
    Recipe(tool: "7z", arguments: ["a", "-bd", "a.7z", "top"]),
    Recipe(tool: "bsdtar", arguments: ["-cf", "a.bsd.tar", "top"]),
    Recipe(tool: "bsdtar", arguments: ["--format=7zip", "-cf", "a.bsd.7z", "top"]),
    Recipe(tool: "bsdtar", arguments: ["--format=zip", "-cf", "a.bsd.zip", "top"]),
  ]

  /// Recipes whose tools are installed; the others are no failure.
  static let possible = recipes.filter { recipe in
    Tool.installed(recipe.tool) != nil && recipe.helper.map { Tool.installed($0) != nil } != false
  }

  private func fill(_ folder: TemporaryFolder) throws -> [String: [UInt8]] {
    var trials = Trials(state: 11)
    let files = [
      "top/features.mat": trials.bytes(300_000), "top/lists/train.list": trials.bytes(1000),
      "top/empty": [], "top/zeros": [UInt8](repeating: 0, count: 200_000),
      "top/Brücke 橋.txt": Array("text".utf8),
    ]
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    return files
  }

  @Test(arguments: possible)
  func sameBytesFromAll(recipe: Recipe) async throws {
    try await withTemporaryFolder { folder in
      let files = try fill(folder)
      let tool = try #require(Tool.installed(recipe.tool))
      let result = try await tool.run(recipe.arguments, in: folder.path)
      try #require(result.status == 0, "\(result.errors)")
      let path = folder(recipe.file)
      let found = try unpack(path)
      #expect(found.files == files)
      #expect(found.skipped.isEmpty)
      try expectFolders(path)
      try expectListingAlone(path, files)
      var head = try FileByteStream(opening: path)
      let prefix = try head.bytes(upTo: ArchiveKind.prefixLength)
      let kind = ArchiveKind.detect(prefix.span)
      #expect(kind != nil)
    }
  }

  private func expectFolders(_ path: FilePath) throws {
    var archive = try ArchiveReader(opening: path)
    var folders: Set<String> = []
    while let entry = try archive.next() {
      if entry.kind == .folder { folders.insert(entry.name) }
      #expect(entry.components.joined(separator: "/") == entry.name)
    }
    #expect(folders.isSubset(of: ["top", "top/lists"]))
    #expect(archive.formatName != "unknown")
  }

  /// Members that nobody reads do not disturb those after them, and their sizes are right.
  private func expectListingAlone(_ path: FilePath, _ files: [String: [UInt8]]) throws {
    var archive = try ArchiveReader(opening: path)
    var seen = 0
    while let entry = try archive.next() {
      guard entry.kind == .file else { continue }
      seen += 1
      #expect(entry.size == files[entry.name].map { UInt64($0.count) })
      guard seen.isMultiple(of: 2) else { continue }
      var data = archive.data()
      #expect(try data.bytes(upTo: 10) == Array(files[entry.name]?.prefix(10) ?? []))
    }
    #expect(seen == files.count)
  }

  @Test(arguments: ["gzip", "bzip2", "xz", "zstd"])
  func singleCompressedFile(tool name: String) async throws {
    guard let tool = Tool.installed(name) else { return }
    try await withTemporaryFolder { folder in
      var trials = Trials(state: 5)
      let bytes = trials.bytes(100_000)
      try folder.write(bytes, to: "labels.mat")
      _ = try await tool.run(["-q", "labels.mat"], in: folder.path)
      let packed = try #require(try folder.names().first { $0.hasPrefix("labels.mat.") })
      #expect(try unpack(folder(packed)).files == ["labels.mat": bytes])
    }
  }

  @Test(arguments: [
    ("zip", ["-qP", "secret", "a.zip", "f"]), ("7z", ["a", "-psecret", "a.7z", "f"]),
  ])
  func encryptedMembers(tool name: String, arguments: [String]) async throws {
    guard let tool = Tool.installed(name) else { return }
    try await withTemporaryFolder { folder in
      try folder.write(Array("text".utf8), to: "f")
      _ = try await tool.run(arguments, in: folder.path)
      let file = name == "zip" ? "a.zip" : "a.7z"
      #expect(
        errorText(in: folder) { _ = try unpack(folder(file)) }
          == "member 'f' of 'DIR/\(file)' is encrypted; unpack it with its password and import the folder"
      )
    }
  }

  @Test func encryptedListOfMembers() async throws {
    guard let tool = Tool.installed("7z") else { return }
    try await withTemporaryFolder { folder in
      try folder.write(Array("text".utf8), to: "f")
      _ = try await tool.run(["a", "-psecret", "-mhe=on", "a.7z", "f"], in: folder.path)
      #expect(
        errorText(in: folder) { _ = try unpack(folder("a.7z")) }
          == "the list of members of 'DIR/a.7z' is encrypted; unpack it with its password and import the folder"
      )
    }
  }

  /// A flipped bit anywhere in an archive with checksums never comes out as other data.
  @Test(
    arguments: possible.filter {
      ["a.tar.gz", "a.tar.bz2", "a.tar.xz", "a.zip", "a.7z"].contains($0.file)
    })
  func flippedBitsAreNeverTakenForOtherData(recipe: Recipe) async throws {
    try await withTemporaryFolder { folder in
      var trials = Trials(state: 21)
      let files = ["top/a": trials.bytes(3000), "top/b": trials.bytes(2000)]
      for (name, bytes) in files { try folder.write(bytes, to: name) }
      _ = try await #require(Tool.installed(recipe.tool)).run(recipe.arguments, in: folder.path)
      let whole = [UInt8](try Data(contentsOf: URL(filePath: folder(recipe.file).string)))
      for seed in 0..<150 {
        var trials = Trials(state: UInt64(seed))
        var damaged = whole
        damaged[trials.next(below: whole.count)] ^= UInt8(1 << trials.next(below: 8))
        guard let found = try? unpack(folder.write(damaged, to: "damaged")) else { continue }
        for (name, bytes) in found.files where files[name] != nil {
          #expect(bytes == files[name], "seed \(seed)")
        }
      }
    }
  }
}
