import CMRContainer
import CMRTestSupport
import Testing

/// SIGTERM: the step is finished, everything is saved, the exit code says so, and the same command goes on.
@Suite struct SignalTests {
  /// The ranking and its four TREC files, or nothing; the moments fall anywhere from the start of
  /// the process to its end.
  @Test(arguments: [20, 60, 120, 250, 500])
  func terminatedRankLeavesAllOrNothing(milliseconds: Int) async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let result = try await Tool.built("cmrtrain").run(
        ["rank", "run", "--split", "train", "-o", "out.h5", "--trec", "out"], in: folder.path,
        terminateAfter: .milliseconds(milliseconds))
      let written = try folder.names().filter { $0.hasPrefix("out.") }
      switch result.status {
      case 75:
        #expect(
          result.errors
            == "stopped by SIGTERM: the ranking 'out.h5' is not finished, nothing of it is written; "
            + "the same command ranks anew\n")
        #expect(written.isEmpty)
      case 0: #expect(written.count == 5)
      default:
        // 128 + SIGTERM: the process was only just starting.
        #expect(result.status == 143 && written.isEmpty, "\(result.status) \(result.errors)")
      }
    }
  }

  @Test(arguments: [20, 60, 120, 250])
  func terminatedImportLeavesAllOrNothing(milliseconds: Int) async throws {
    try await withTemporaryFolder { folder in
      _ = try await Commands(folder: folder).data("sample", "-o", "clip.tar.gz")
      let result = try await Tool.built("cmrdata").run(
        ["import", "clip.tar.gz", "-o", "clip.h5"], in: folder.path,
        terminateAfter: .milliseconds(milliseconds))
      let isThere = try folder.names().contains("clip.h5")
      switch result.status {
      case 75:
        #expect(
          result.errors.hasSuffix(
            "stopped by SIGTERM: the import was stopped; nothing was written\n"))
        #expect(!isThere)
      case 0: #expect(isThere)
      default: #expect(result.status == 143 && !isThere, "\(result.status) \(result.errors)")
      }
    }
  }

  @Test func terminatedFitSavesAndGoesOn() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let arguments =
        ["fit", "clip.h5", "--method", "mrl", "-o", "run"] + Commands.smallFit + [
          "--epochs", "200",
        ]
      let tool = try Tool.built("cmrtrain")
      let stopped = try await tool.run(
        arguments, in: folder.path, terminateAfter: .milliseconds(50),
        onceWritten: folder("run/metrics.jsonl"))
      #expect(stopped.status == 75, "\(stopped.errors)")
      #expect(stopped.errors.contains("stopped by SIGTERM at epoch "))
      let finished = try await tool.run(arguments, in: folder.path)
      #expect(finished.status == 0, "\(finished.errors)")
      #expect(finished.errors.contains("goes on from epoch "))
      let whole = try await tool.run(
        arguments.map { $0 == "run" ? "whole" : $0 }, in: folder.path)
      try #require(whole.status == 0)
      let digests = try ["run", "whole"].map { run in
        try Container.open(folder("\(run)/checkpoints/epoch-00200-step-0000000.h5"))
          .tree["parameters"]?.sha256
      }
      #expect(digests[0] == digests[1])
    }
  }
}
