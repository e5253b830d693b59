import CMRFiles
import CMRTestSupport
import SystemPackage
import Testing

@Suite struct AppendOnlyLogTests {
  @Test(arguments: [0, 1, 100, 4094, 4095, 4096, 9000])
  func `a torn last line of any length is cut and the log goes on`(torn: Int) throws {
    try withTemporaryFolder { folder in
      let path = folder("run.jsonl")
      try write("{\"a\":1}\n{\"a\":2}\n" + String(repeating: "x", count: torn), to: path)
      var log = try AppendOnlyLog(path)
      #expect(log.repairedBytes == Int64(torn))
      #expect(log.position == 16)
      try log.append("{\"a\":3}")
      #expect(contents(path) == "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n")
      #expect(log.position == 24)
    }
  }

  @Test func `a file of nothing but a torn line becomes empty`() throws {
    try withTemporaryFolder { folder in
      try write("torn", to: folder("l"))
      let log = try AppendOnlyLog(folder("l"))
      #expect(log.position == 0)
      #expect(contents(folder("l")) == "")
    }
  }

  @Test func `truncating to a remembered position drops what came later`() throws {
    try withTemporaryFolder { folder in
      var log = try AppendOnlyLog(folder("l"), durability: .everyLine)
      try log.append("one")
      let remembered = log.position
      try log.append("two")
      try log.truncate(to: remembered)
      try log.append("three")
      try log.flush()
      #expect(contents(folder("l")) == "one\nthree\n")
    }
  }

  @Test func `positions that are no line's end are refused`() throws {
    try withTemporaryFolder { folder in
      let path = folder("l")
      var log = try AppendOnlyLog(path)
      try log.append("one")
      #expect(
        failure { try log.truncate(to: 2) }
          == "cannot truncate '\(path)' to byte 2: no line ends there")
      #expect(
        failure { try log.truncate(to: 5) }
          == "cannot truncate '\(path)' to byte 5: it holds 4 bytes"
      )
      #expect(
        failure { try log.append("a\nb") }
          == "cannot append to '\(path)': the line holds a line break"
      )
      #expect(contents(path) == "one\n")
    }
  }

  @Test func `a full disk loses nothing that was there`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder("l").string
      await #expect(processExitsWith: .success) { [path = path as String] in
        var log = try AppendOnlyLog(FilePath(path))
        try log.append("first")
        limitFileSize(to: 64)
        #expect(
          failure { try log.append(String(repeating: "x", count: 100)) }
            == "cannot write '\(path)': it would exceed the largest file size allowed here; what was there before is untouched, free some space and try again"
        )
        try log.append("second")
      }
      #expect(contents(folder("l")) == "first\nsecond\n")
    }
  }
}

/// The text of what `body` throws; "" where it does not.
func failure(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)"
  }
}
