import CMRContainer
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: 0..<8 as Range<UInt64>)
  func `what was written is read back`(seed: UInt64) throws {
    let sample = Sample(
      seed: seed, rows: [1, 2, 37, 300][Int(seed % 4)], columns: 1 + Int(seed) * 13)
    try withTemporaryFolder { folder in
      let digest = try sample.write(to: folder("a.h5"))
      let container = try Container.open(folder("a.h5"), kind: Sample.kind)
      #expect(container.digest == digest)
      let difference = try sample.difference(in: container)
      #expect(difference == nil)
      #expect(container.verify() == [])
      let names = try folder.names()
      #expect(names == ["a.h5"])
    }
  }

  @Test func `equal contents give equal bytes`() throws {
    try withTemporaryFolder { folder in
      for name in ["a.h5", "b.h5"] { try Sample(seed: 3).write(to: folder(name)) }
      let equal = try bytes(of: folder("a.h5")) == bytes(of: folder("b.h5"))
      #expect(equal)
    }
  }

  @Test func `every digest depends on its content`() throws {
    try withTemporaryFolder { folder in
      let digests = try (0..<20).map { try Sample(seed: $0, rows: 2).write(to: folder("a.h5")) }
      #expect(Set(digests).count == 20)
    }
  }

  @Test func `arrays over several chunks are read back`() throws {
    try withTemporaryFolder { folder in
      let long = (0..<700_000).map { Int32($0) }
      let wide = (0..<600_000).map { Float($0) }
      var writer = try ContainerWriter.create(at: folder("a.h5"), kind: Sample.kind)
      try writer.addArray(long, at: "long")
      try writer.addArray(wide, at: "wide", shape: [2, 300_000])
      try writer.seal()
      let container = try Container.open(folder("a.h5"))
      let same = try container.array("long") == long && container.array("wide") == wide
      #expect(same)
      #expect(container.verify() == [])
      let part = try container.array("long", rows: 262_000..<263_000, of: Int32.self)
      #expect(part == Array(long[262_000..<263_000]))
      #expect(
        failure { _ = try container.array("wide", rows: 1..<3, of: Float.self) }
          == "row 2 was asked of '/wide' of '\(folder("a.h5"))', which has 2 rows")
    }
  }

  @Test func `the tree is told as JSON and read again`() throws {
    try withTemporaryFolder { folder in
      try Sample(seed: 1).write(to: folder("a.h5"))
      let tree = try Container.open(folder("a.h5")).tree
      let text = try tree.json()
      let again = try JSONTree.decode(text)
      #expect(again == tree)
      #expect(text.contains("\"content-sha256\" : \""))
    }
  }

  @Test(.needsPython("h5py", "numpy"), arguments: [0, 1, 2])
  func `h5py and hashlib find the same digests`(seed: UInt64) async throws {
    try await withTemporaryFolder { folder in
      let digest = try Sample(seed: seed).write(to: folder("a.h5"))
      let script = SharedData.packageRoot.appending("Tests/CMRContainerTests/verify_listing.py")
      let python = try #require(Tool.installed("python3"))
      let result = try await python.run([script.string, folder("a.h5").string])
      #expect(result.errors == "")
      #expect(result.output == "\(digest) 18\n")
    }
  }

  @Test func `readers of one container do not disturb each other`() async throws {
    let sample = Sample(seed: 5, rows: 200)
    try await withTemporaryFolder { folder in
      try sample.write(to: folder("a.h5"))
      let container = try Container.open(folder("a.h5"))
      try await withThrowingTaskGroup(of: String?.self) { group in
        for _ in 0..<8 {
          group.addTask {
            for _ in 0..<10 {
              if let difference = try sample.difference(in: container) { return difference }
            }
            return nil
          }
        }
        for try await difference in group { #expect(difference == nil) }
      }
    }
  }
}
