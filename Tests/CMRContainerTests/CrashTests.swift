import CMRContainer
import CMRTestSupport
import SystemPackage
import Testing

#if canImport(Glibc)
  import Glibc
#endif

#if ExhaustiveTests
  private let moments = (0..<100).map { UInt32($0 * 300) }
#else
  private let moments: [UInt32] = [0, 1500, 4000, 9000, 20000]
#endif

@Suite(.serialized) struct CrashTests {
  @Test(arguments: moments)
  func `a writer killed at any moment leaves old or new, and the next one sweeps`(
    microseconds: UInt32
  ) async throws {
    try await withTemporaryFolder { folder in
      let path = folder("a.h5").string
      try Sample(seed: 0).write(to: FilePath(path))
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, microseconds = microseconds as UInt32] in
        Task.detached {
          usleep(microseconds)
          kill(getpid(), SIGKILL)
        }
        for seed in 1... {
          try Sample(seed: UInt64(seed)).write(to: FilePath(path))
          var writer = try ContainerWriter.extending(FilePath(path), kind: Sample.kind)
          try writer.addArray([seed], at: "more")
          try writer.seal()
        }
      }
      let container = try Container.open(FilePath(path), kind: Sample.kind)
      #expect(container.verify() == [])
      let seed = try #require(try container.array("appended", of: UInt64.self).dropFirst().first)
      let difference = try Sample(seed: seed).difference(in: container)
      #expect(difference == nil)
      let names = try folder.names()
      #expect(names.count <= 2)
      try Sample(seed: 0).write(to: FilePath(path))
      let namesAfter = try folder.names()
      #expect(namesAfter == ["a.h5"])
    }
  }

  @Test(arguments: [3_000, 9_000, 20_000, 30_000] as [UInt64])
  func `a full disk is said so, whenever it comes, and the old file stays`(limit: UInt64)
    async throws
  {
    try await withTemporaryFolder { folder in
      let path = folder("a.h5").string
      try Sample(seed: 0, rows: 2, columns: 2).write(to: FilePath(path))
      let before = try bytes(of: FilePath(path))
      await #expect(processExitsWith: .success) {
        [path = path as String, limit = limit as UInt64] in
        limitFileSize(to: limit)
        let error = #expect(throws: ContainerError.self) {
          try Sample(seed: 1, rows: 400, columns: 100).write(to: FilePath(path))
        }
        #expect(
          error?.description
            == "cannot write '\(path)': the disk is full; what was there before is untouched, free some space and try again"
        )
      }
      let after = try bytes(of: FilePath(path))
      #expect(after == before)
      let names = try folder.names()
      #expect(names == ["a.h5"])
    }
  }

  @Test func `a full disk while extending keeps the old file`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder("a.h5").string
      try Sample(seed: 0).write(to: FilePath(path))
      let before = try bytes(of: FilePath(path))
      await #expect(processExitsWith: .success) {
        [path = path as String, limit = UInt64(before.count + 8000) as UInt64] in
        limitFileSize(to: limit)
        let error = #expect(throws: ContainerError.self) {
          var writer = try ContainerWriter.extending(FilePath(path), kind: Sample.kind)
          for index in 0..<20 {
            try writer.addArray([Double](repeating: 1, count: 500), at: "n\(index)")
          }
          try writer.seal()
        }
        #expect(
          error?.description
            == "cannot write '\(path)': the disk is full; what was there before is untouched, free some space and try again"
        )
      }
      let after = try bytes(of: FilePath(path))
      #expect(after == before)
      let names = try folder.names()
      #expect(names == ["a.h5"])
    }
  }
}
