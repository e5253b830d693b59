import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Archives that mean harm, given to the built command: a right answer or one line that says why not, soon, in little
/// memory, and nothing left behind.
@Suite(.needsPython("lzma", "bz2"), .serialized) struct HostileArchiveTests {
  private static let trusted = "; if the archive is trusted, unpack it and import the folder"
  private static let goodCopy = "; get a good copy of the archive"

  /// Each archive and the whole error, without the command's name and with `N` for the figures that depend on how a
  /// compressor works; nil where the set in it is imported.
  private static let errors: [String: String?] = [
    "links.tar": nil, "slip.zip": nil, "self.zip": nil,
    "bomb.gz": bomb, "bomb.xz": bomb, "bomb.bz2": bomb, "bomb.zst": bomb,
    "copies.zip":
      "'b16.gz' cannot be read: the archives inside the input give more than 1073741824 bytes in all\(trusted)"
      + " (limit 'totalBytes')",
    "million.tar.gz": crowd, "million.zip": crowd,
    "names.tar.gz":
      "the members' names have 134229258 bytes or more in all, 134217728 are allowed\(trusted) (limit 'allNameBytes')",
    "name.tar": "a member's name has 5000 bytes, 4096 are allowed\(trusted) (limit 'nameBytes')",
    "twice.tar": "'image.npy' stands twice in the input; leave one of them out",
    "claim.tar": "archive 'claim.tar' is damaged: Tar entry size overflow\(goodCopy)",
    "negative.tar": "archive 'negative.tar' is damaged: Tar entry has negative size\(goodCopy)",
    "short.tar":
      "archive 'short.tar' ends too early: Truncated input file (needed 10737418240 bytes, only 1024 available)"
      + goodCopy,
    "claim.zip": "archive 'claim.zip' is damaged: Malformed 64-bit uncompressed size\(goodCopy)",
    "smaller.zip": wrongSize("smaller.zip", 50),
    "larger.zip": wrongSize("larger.zip", 2_147_483_647),
    "claim.7z": "archive 'claim.7z' is damaged: Damaged 7-Zip archive\(goodCopy)",
    "empty.tar": empty("empty.tar"), "empty.tar.gz": empty("empty.tar.gz"),
    "empty.zip": empty("empty.zip"),
    "empty.7z": empty("empty.7z"),
    "nothing.tar.gz": "'nothing.tar.gz' is empty, not an archive",
    "nested.zip":
      "'nested.zip' holds no file 'image.npy'; it holds "
      + (0..<8).map { "3-0.zip/2-\($0).zip (zip archive inside an archive)" }.joined(
        separator: ", ")
      + ", and 248 more",
  ]

  /// What is passed over in the sets that are imported, and text beside them that is of no use.
  private static let skipped: [String: [String]] = [
    "links.tar": [
      "'/etc/cmr-owned' skipped: absolute name", "'../outside' skipped: name with '..'",
      "'a/../../b' skipped: name with '..'", "'a\\..\\..\\b' skipped: name with '..'",
      "'C:\\cmr\\x' skipped: absolute name", "'link' skipped: symbolic link",
      "'hard' skipped: hard link",
      "'device' skipped: device, pipe or socket", "'disk' skipped: device, pipe or socket",
      "'pipe' skipped: device, pipe or socket",
    ],
    "slip.zip": [
      "'/etc/cmr-owned' skipped: absolute name", "'../outside' skipped: name with '..'",
      "'../outside' skipped: name with '..'", "'C:/cmr/x' skipped: absolute name",
      "'//host/share/x' skipped: absolute name", "'link' skipped: symbolic link",
    ],
  ]

  private static let bomb =
    "the archive of N bytes gives N bytes, more than 500 for each of its own\(trusted) (limit 'compressionRatio')"
  private static let crowd = "the archive has more than 1000000 members\(trusted) (limit 'entries')"

  private static func empty(_ name: String) -> String {
    "'\(name)' holds no file 'image.npy'; it holds nothing"
  }

  private static func wrongSize(_ name: String, _ size: Int) -> String {
    "archive '\(name)' is damaged in member 'text.txt' at its byte 0: ZIP uncompressed data is wrong size (read 5000,"
      + " expected \(size))\(goodCopy)"
  }

  private static let imports = [
    "--map", "image=image.npy", "--labels", "labels.npy", "-o", "out/out.h5",
  ]

  /// Runs a command and prints what it took: seconds of the processor, which a busy machine does not stretch.
  private static let measure = """
    import json, resource, subprocess, sys
    done = subprocess.run(sys.argv[1:], capture_output=True, timeout=300)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"status": done.returncode, "seconds": used.ru_utime + used.ru_stime,
                      "kilobytes": used.ru_maxrss,
                      "text": (done.stdout + done.stderr).decode()}))
    """

  private struct Measured: Decodable {
    let status: Int32
    let seconds: Double
    let kilobytes: Int
    let text: String
  }

  /// Writes all archives and returns their names.
  private func write(to folder: TemporaryFolder) async throws -> [String] {
    let script = SharedData.packageRoot.appending("Tests/CommandTests/hostile_archives.py")
    let python = try #require(Tool.installed("python3"))
    let made = try await python.run([script.string], in: folder.path)
    try #require(made.status == 0, "\(made.errors)")
    try? FileManager.default.removeItem(atPath: folder("data").string)
    try FileManager.default.createDirectory(
      atPath: folder("out").string, withIntermediateDirectories: false)
    return try folder.names().filter { $0 != "out" }
  }

  @Test func eachGivesARightAnswerOrOneLine() async throws {
    try await withTemporaryFolder { folder in
      let names = try await write(to: folder)
      // Some are missing where their tools are.
      #expect(names.count >= Self.errors.count - 2)
      let python = try #require(Tool.installed("python3"))
      let command = try Tool.builtPath("cmrdata").string
      for name in names {
        let result = try await python.run(
          ["-c", Self.measure, command, "import", name] + Self.imports, in: folder.path)
        let measured = try JSONDecoder().decode(Measured.self, from: Data(result.output.utf8))
        #expect(measured.seconds < 20, "\(name)")
        #expect(measured.kilobytes < 1 << 20, "\(name)")
        try check(name, measured)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder("out").string)
        #expect(left == (measured.status == 0 ? ["out.h5"] : []), "\(name)")
        for file in left {
          try FileManager.default.removeItem(atPath: folder("out/\(file)").string)
        }
        #expect(try folder.names() == (names + ["out"]).sorted(), "\(name)")
      }
    }
  }

  private func check(_ name: String, _ measured: Measured) throws {
    #expect(
      !measured.text.unicodeScalars.contains {
        $0 != "\n" && $0.properties.generalCategory == .control
      }, "\(name)")
    let expected = try #require(Self.errors[name], "\(name)")
    guard let expected else {
      #expect(measured.status == 0, "\(measured.text)")
      let skipped = measured.text.split(separator: "\n").filter { $0.hasPrefix("passed over: ") }
      #expect(skipped.map { String($0.dropFirst(13)) } == Self.skipped[name] ?? [], "\(name)")
      return
    }
    #expect(measured.status == 2, "\(name)")
    let text =
      expected == Self.bomb
      ? measured.text.replacing(/of \d+ bytes gives \d+ bytes/, with: "of N bytes gives N bytes")
      : measured.text
    #expect(text == "cmrdata: error: \(expected)\n")
  }

  /// No name in an archive leads the command to any other file, program or machine.
  @Test(.enabled(if: Tool.installed("strace") != nil, "needs strace"))
  func noneLeadsToOtherFiles() async throws {
    try await withTemporaryFolder { folder in
      let names = try await write(to: folder)
      let strace = try #require(Tool.installed("strace"))
      let command = try Tool.builtPath("cmrdata").string
      for name in names where !name.hasPrefix("million") && !name.hasPrefix("bomb") {
        let log = folder("trace")
        _ = try await strace.run(
          [
            "-f", "-e", "trace=openat,open,creat,execve,connect", "-o", log.string, command,
            "import", name,
          ]
            + Self.imports, in: folder.path)
        let trace = try String(contentsOfFile: log.string, encoding: .utf8)
        #expect(trace.contains("\"\(name)\""), "\(name) was not opened")
        for line in trace.split(separator: "\n") where !isHarmless(line, name, command, folder) {
          Issue.record("\(name): \(line)")
        }
        try? FileManager.default.removeItem(atPath: folder("out/out.h5").string)
      }
    }
  }

  /// Whether a line of a trace opens only what an import of `name` may.
  private func isHarmless(
    _ line: Substring, _ name: String, _ command: String, _ folder: TemporaryFolder
  ) -> Bool {
    let calls = ["openat(", "open(", "creat(", "execve(", "connect("]
    guard let call = calls.first(where: { line.contains(" \($0)") }) else { return true }
    guard call != "connect(" else { return false }
    let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count > 2 else { return false }
    let path = String(parts[1])
    if call == "execve(" { return path == command }
    let system = [
      "/proc/", "/sys/", "/dev/", "/etc/ld.so", "/lib/", "/lib64/", "/usr/lib/",
      "/usr/share/locale/", "/usr/share/zoneinfo/", "/etc/localtime",
    ]
    let own = [name, "out", folder("out").string]
    return own.contains(path) || own.dropFirst().contains { path.hasPrefix("\($0)/") }
      || FilePath(path).lastComponent?.string.contains(".so") == true
      || system.contains { path.hasPrefix($0) }
  }
}
