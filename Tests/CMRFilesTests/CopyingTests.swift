import CMRFiles
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct CopyingTests {
  @Test(arguments: [0, 1, 4096, 3_000_001])
  func `a copy is equal, whatever lay there before`(size: Int) throws {
    try withTemporaryFolder { folder in
      let text = String((0..<size).map { Character(UnicodeScalar(UInt8($0 % 127 + 1))) })
      try write(text, to: folder("a"))
      try write(String(repeating: "old", count: 2_000_000), to: folder("b"))
      _ = try cloneOrCopy(from: folder("a"), to: folder("b"))
      #expect(contents(folder("b")) == text)
    }
  }

  @Test func `sources that the kernel cannot copy are read by hand`() throws {
    try withTemporaryFolder { folder in
      try write("", to: folder("b"))
      // Files below /proc have size 0 as far as anybody can tell: the copy is empty, not an error.
      let ofNothing = try cloneOrCopy(from: "/proc/self/status", to: folder("b"))
      #expect(ofNothing == .copiedInKernel)
      try write("text", to: folder("a"))
      let toDevice = try cloneOrCopy(from: folder("a"), to: "/dev/null")
      #expect(toDevice == .copied)
    }
  }

  @Test func `a full disk is said so`() throws {
    try withTemporaryFolder { folder in
      try write("text", to: folder("a"))
      let error = #expect(throws: FilesError.self) {
        try cloneOrCopy(from: folder("a"), to: "/dev/full")
      }
      #expect(
        error?.description
          == "cannot write '/dev/full': the disk is full; what was there before is untouched, free some space and try again"
      )
      #expect(error?.code == .diskFull)
    }
  }

  @Test func `free space is told, and a path that is not there is named`() throws {
    try withTemporaryFolder { folder in
      let free = try freeSpace(at: folder.path)
      #expect(free > 0)
      #expect(
        failure { _ = try freeSpace(at: folder("none")) }
          == "cannot measure the space at '\(folder("none"))': there is no such file")
    }
  }
}
