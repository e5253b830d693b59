import CMRFiles
import CMRTestSupport
import SystemPackage
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct FolderLockTests {
  @Test func `the second taker is told who holds it, and waits for nobody`() throws {
    try withTemporaryFolder { folder in
      let lock = try FolderLock.take(folder.path, purpose: "trained in")
      var host = [CChar](repeating: 0, count: 256)
      unsafe gethostname(&host, 255)
      let name = String(
        decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let error = #expect(throws: FilesError.self) {
        _ = try FolderLock.take(folder.path, purpose: "trained in")
      }
      #expect(
        error?.description
          == "'\(folder.path)' is being trained in by process \(getpid()) on \(name); wait until it is done, or stop it"
      )
      #expect(error?.code == .held)
      #expect(lock.folder == folder.path)
    }
  }

  @Test func `releasing leaves nothing and lets the next one in`() throws {
    try withTemporaryFolder { folder in
      for _ in 0..<3 { _ = try FolderLock.take(folder.path) }
      let names = try folder.names()
      #expect(names == [])
    }
  }

  @Test func `the lock of a killed process does not block`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.path.string
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        let lock = try FolderLock.take(FilePath(path))
        kill(getpid(), SIGKILL)
        _ = lock.folder
      }
      let names = try folder.names()
      #expect(names == [FolderLock.fileName])
      _ = try FolderLock.take(folder.path)
      let namesAfter = try folder.names()
      #expect(namesAfter == [])
    }
  }

  @Test func `only one of many takers gets it`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.path
      for _ in 0..<20 {
        let held = try FolderLock.take(path)
        let taken = await withTaskGroup(of: Bool.self) { group in
          for _ in 0..<4 { group.addTask { (try? FolderLock.take(path)) != nil } }
          return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(taken == 0)
        _ = held.folder
      }
    }
  }

  @Test func `a missing folder is named`() throws {
    try withTemporaryFolder { folder in
      let error = #expect(throws: FilesError.self) { _ = try FolderLock.take(folder("none")) }
      #expect(
        error?.description
          == "cannot create '\(folder("none/.lock"))': the folder '\(folder("none"))' does not exist; create it or choose another place"
      )
    }
  }
}
