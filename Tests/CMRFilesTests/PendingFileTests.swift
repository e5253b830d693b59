import CMRFiles
import CMRTestSupport
import SystemPackage
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct PendingFileTests {
  @Test func `a published file is there whole and leaves nothing else`() throws {
    try withTemporaryFolder { folder in
      try publish("one", at: folder("a.h5"))
      try publish("two", at: folder("a.h5"))
      #expect(contents(folder("a.h5")) == "two")
      let names = try folder.names()
      #expect(names == ["a.h5"])
    }
  }

  @Test func `a pending file that dies unpublished leaves the old one and nothing else`() throws {
    try withTemporaryFolder { folder in
      try publish("old", at: folder("a"))
      do {
        let file = try PendingFile.create(for: folder("a"))
        try write("half", to: file.path)
        let names = try folder.names()
        #expect(names.count == 2)
      }
      #expect(contents(folder("a")) == "old")
      let names = try folder.names()
      #expect(names == ["a"])
    }
  }

  @Test func `a symbolic link stays a link and its file is replaced`() throws {
    try withTemporaryFolder { folder in
      try publish("old", at: folder("real"))
      #expect(unsafe symlink("real", folder("link").string) == 0)
      try publish("new", at: folder("link"))
      #expect(contents(folder("real")) == "new")
      var status = stat()
      #expect(unsafe lstat(folder("link").string, &status) == 0)
      #expect(status.st_mode & S_IFMT == S_IFLNK)
    }
  }

  @Test func `the permissions of the old file are kept`() throws {
    try withTemporaryFolder { folder in
      try publish("old", at: folder("a"))
      #expect(unsafe chmod(folder("a").string, 0o640) == 0)
      try publish("new", at: folder("a"))
      var status = stat()
      #expect(unsafe stat(folder("a").string, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o640)
    }
  }

  @Test func `temporaries of the dead are swept, those of the living and strangers stay`() throws {
    try withTemporaryFolder { folder in
      let living = try PendingFile.create(for: folder("a"))
      let dead = ".b.tmp-0123456789abcdef"
      let strangers = [".b.tmp-0123456789ABCDEF", ".b.tmp-0123", "b.tmp-0123456789abcdef"]
      for name in strangers + [dead] { try write("x", to: folder(name)) }
      #expect(sweepStaleTemporaries(beside: folder("c")) == [dead])
      let livingName = living.path.lastComponent?.string ?? ""
      let names = try folder.names()
      #expect(names == (strangers + [livingName]).sorted())
      try living.publish()
    }
  }

  @Test func `names up to the longest a file system takes can be published`() throws {
    try withTemporaryFolder { folder in
      let name = String(repeating: "é", count: 127)
      try publish("x", at: folder(name))
      let names = try folder.names()
      #expect(names == [name])
    }
  }

  @Test func `writers of one target do not disturb each other`() async throws {
    try await withTemporaryFolder { folder in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<8 {
          group.addTask {
            for round in 0..<20 { try publish("\(writer) \(round)", at: folder("a")) }
          }
        }
        try await group.waitForAll()
      }
      let names = try folder.names()
      #expect(names == ["a"])
      #expect(contents(folder("a"))?.hasSuffix(" 19") == true)
    }
  }

  @Test(arguments: [0, 50, 200, 800, 2000, 5000])
  func `a writer killed at any moment leaves old or new, and its litter is swept`(
    microseconds: UInt32
  ) async throws {
    try await withTemporaryFolder { folder in
      let target = folder("a").string
      try publish(killedText(0), at: folder("a"))
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [target = target as String, microseconds = microseconds as UInt32] in
        killSelf(after: microseconds)
        for round in 1... { try publish(killedText(round), at: FilePath(target)) }
      }
      let text = try #require(contents(folder("a")))
      let round = try #require(Int(text.prefix { $0 != " " }))
      #expect(text == killedText(round))
      let names = try folder.names()
      #expect(names.count <= 2)
      try publish("after", at: folder("a"))
      let namesAfter = try folder.names()
      #expect(namesAfter == ["a"])
    }
  }
}

/// A text long enough to be caught half written.
private func killedText(_ round: Int) -> String {
  "\(round) " + String(repeating: "\(round % 10)", count: 200_000)
}

/// Kills this process `microseconds` from now.
private func killSelf(after microseconds: UInt32) {
  Task.detached {
    usleep(microseconds)
    kill(getpid(), SIGKILL)
  }
}
