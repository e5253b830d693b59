import CMRContainer
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// The whole path with the built commands: archive, store, noise, fit, ranking.
@Suite struct PipelineTests {
  @Test(arguments: ["cross-entropy", "mrl", "uot-rcl"])
  func fromTheSampleToARanking(method: String) async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let fit = try await commands.fit(method, into: "run", ["--report", "test"])
      #expect(fit.status == 0, "\(fit.errors)")
      #expect(fit.output.contains("best"))
      let rank = try await commands.train("rank", "run", "--trec", "trec")
      #expect(rank.status == 0, "\(rank.errors)")
      #expect(rank.output.hasPrefix("mAP on 'test': "))
      let verify = try await commands.data("verify", "clip.h5", "run/rankings/test-best.h5")
      #expect(verify.status == 0, "\(verify.output)\(verify.errors)")
      #expect(
        try folder.names().filter { $0.hasPrefix("trec") } == [
          "trec.image-to-text.qrels", "trec.image-to-text.run", "trec.text-to-image.qrels",
          "trec.text-to-image.run",
        ])
    }
  }

  @Test func theSameCommandsGiveTheSameBytes() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      for run in ["a", "b"] {
        let fit = try await commands.fit("uot-rcl", into: run)
        try #require(fit.status == 0, "\(fit.errors)")
      }
      let digests = try ["a", "b"].map { run in
        try Container.open(folder("\(run)/checkpoints/epoch-00003-step-0000000.h5")).digest
      }
      #expect(digests[0] == digests[1])
    }
  }

  @Test func aFinishedRunIsLeftAlone() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let first = try await commands.fit("cross-entropy", into: "run")
      let second = try await commands.fit("cross-entropy", into: "run")
      #expect(second.status == 0, "\(second.errors)")
      #expect(second.output == first.output)
      #expect(second.errors.contains("\nthe run is complete: all 3 epochs are done\n"))
      #expect(!second.errors.contains("goes on"))
    }
  }

  @Test func anotherPlanIsRefusedWithTheDifference() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let other = try await commands.fit("cross-entropy", into: "run", ["--seed", "7"])
      #expect(other.status == 2)
      #expect(other.errors.contains("seed"))
      #expect(other.errors.contains("7"))
    }
  }

  @Test func noiseIsAddedOnceAndNamed() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let again = try await commands.data(
        "inject-noise", "clip.h5", "--model", "symmetric", "--rate", "0.4")
      #expect(again.status == 0)
      #expect(
        again.output
          == "symmetric-0.4-s1: image and text: 684 of 1,709 labels wrong (40.0 %), already there, the same\n"
      )
      let store = try Store.open(folder("clip.h5"))
      #expect(store.labelSetNames == ["clean", "symmetric-0.4-s1"])
    }
  }
}
