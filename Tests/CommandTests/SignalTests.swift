import CMRContainer
import CMRTestSupport
import Testing

/// SIGTERM: the step is finished, everything is saved, the exit code says so, and the same command goes on.
@Suite struct SignalTests {
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
        arguments, in: folder.path, terminateAfter: .milliseconds(700))
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
