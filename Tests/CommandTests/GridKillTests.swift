import CMRTestSupport
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

/// Grids and their cells that are ended from outside.
@Suite struct GridKillTests {
  /// A kill of the whole grid, a stop, and another kill; in the end nothing can be seen of
  /// them, and nothing that was finished was computed again.
  @Test func killedStoppedAndGoneOn() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let long = GridCommandTests.plan.replacing(
        "\"epochs\": 3", with: "\"epochs\": 8, \"checkpoints\": {\"everyEpochs\": 1}")
      try GridCommandTests.write(long, in: folder)
      let arguments = ["grid", "plan.json", "-o", "killed", "--jobs", "2"]
      let tool = try Tool.built("cmrtrain")
      for (kill, terminate) in [(300, nil), (nil, 500), (900, nil)] as [(Int?, Int?)] {
        let result = try await tool.run(
          arguments, in: folder.path, killAfter: kill.map { .milliseconds($0) },
          terminateAfter: terminate.map { .milliseconds($0) },
          onceWritten: folder("killed/cells.json"))
        #expect(result.status == (kill == nil ? 75 : 137), "\(result.errors)")
      }
      let before = try GridCommandTests.records("killed", in: folder)
      let texts = try before.map { try GridCommandTests.text(folder("killed/\($0)")) }
      let last = try await tool.run(arguments, in: folder.path)
      try #require(last.status == 0, "\(last.errors)")
      #expect(
        last.output.hasPrefix("killed: 8 of 8 cells finished, \(8 - before.count) of them now;"))
      #expect(try before.map { try GridCommandTests.text(folder("killed/\($0)")) } == texts)

      let whole = try await commands.train("grid", "plan.json", "-o", "whole", "--jobs", "1")
      try #require(whole.status == 0, "\(whole.errors)")
      #expect(
        try GridCommandTests.results("killed", in: folder)
          == GridCommandTests.results("whole", in: folder))
      let same = try await Tool.installed("cmp")?
        .run(["killed/results.h5", "whole/results.h5"], in: folder.path)
      #expect(same?.status == 0)
    }
  }

  /// One cell is killed, as the system does when memory is short: the others go on, and the next
  /// call mends it.
  @Test func aKilledCellHarmsNoOther() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let long = GridCommandTests.plan.replacing("\"epochs\": 3", with: "\"epochs\": 8")
      try GridCommandTests.write(long, in: folder)
      async let grid = commands.train("grid", "plan.json", "-o", "grid", "--quiet")
      kill(try await Self.cell(in: folder), SIGKILL)
      let result = try await grid
      #expect(result.status == 2)
      #expect(result.output.hasPrefix("grid: 7 of 8 cells finished, 7 of them now;"))
      #expect(
        result.errors.contains(
          ": failed: ended by SIGKILL, which the system also sends when memory is short: it said nothing\n"
        ))
      let mended = try await commands.train("grid", "plan.json", "-o", "grid", "--quiet")
      #expect(mended.output.hasPrefix("grid: 8 of 8 cells finished, 1 of them now;"))
    }
  }

  /// The process of some cell of the grid that runs in `folder`.
  private static func cell(in folder: TemporaryFolder) async throws -> pid_t {
    let manager = FileManager.default
    while true {
      for name in try manager.contentsOfDirectory(atPath: "/proc") {
        guard let process = pid_t(name),
          let command = manager.contents(atPath: "/proc/\(name)/cmdline"),
          String(decoding: command, as: UTF8.self).contains("--until-stdin-closes"),
          let place = try? manager.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd"),
          place.hasSuffix(folder.path.lastComponent?.string ?? "/")
        else { continue }
        return process
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
