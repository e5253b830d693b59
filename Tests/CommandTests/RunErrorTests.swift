import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What a person reads when a run, its checkpoints or its store are not as they should be.
@Suite struct RunErrorTests {
  private static let checkpoints = "run/checkpoints"

  private static func file(_ epoch: Int) -> String {
    "\(checkpoints)/epoch-0000\(epoch)-step-0000000.h5"
  }

  private func damage(_ name: String, in folder: TemporaryFolder) throws {
    let url = URL(filePath: folder(name).string)
    try Data("nothing".utf8).write(to: url)
  }

  /// A fit whose last epoch is the best would report on what it has in memory.
  private static let restless = [
    "--report", "test", "--learning-rate", "0.3", "--set", "schedule.kind=constant", "--set",
    "checkpoints.everyEpochs=1",
  ]

  @Test func aLostReportIsSaidAndExitsWithTwo() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let first = try await commands.fit("cross-entropy", into: "run", Self.restless)
      try #require(first.status == 0, "\(first.errors)")
      let lines = first.output.split(separator: "\n")
      let cells = lines[2].split(separator: " ")
      let best = try #require(Int(cells[1]))
      try #require(cells[0] == "best" && best < 3, "\(first.output)")
      try damage(Self.file(best), in: folder)
      let again = try await commands.fit("cross-entropy", into: "run", Self.restless + ["--quiet"])
      #expect(again.status == 2)
      // Of the others the newest two are kept.
      let left = best == 1 ? "2, 3" : "3"
      #expect(
        again.errors
          == "cmrtrain: error: no report on 'test' for the best epoch: the best epoch by validation "
          + "in '\(Self.checkpoints)' is \(best), and its checkpoint cannot be used: "
          + "cannot open '\(Self.file(best))': it is not an HDF5 file; restore it from a copy, or name one that is "
          + "left with '--checkpoint N': epoch \(left)\n")
      let reported = again.output.split(separator: "\n").map {
        $0.split(separator: " ").map(String.init)
      }
      #expect(
        reported.dropFirst(4).map { Array($0.prefix(4)) } == [
          ["last", "3", "test", String(lines[5].split(separator: " ")[3])],
          ["best", "\(best)", "test", "lost"],
        ])
      let rank = try await commands.train("rank", "run")
      #expect(rank.status == 2)
      #expect(try !folder.names().contains("run/rankings"))
    }
  }
}
