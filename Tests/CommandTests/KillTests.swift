import CMRContainer
import CMRRandom
import CMRStore
import CMRTestSupport
import SystemPackage
import Testing

/// SIGKILL at random moments: what a command writes is absent, old, or new and whole, and the next run leaves no litter.
@Suite(.serialized) struct KillTests {
  #if ExhaustiveTests
    static let trials = 100
  #else
    static let trials = 4
  #endif

  @Test func importIsAllOrNothing() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      _ = try await commands.data("sample", "-o", "clip.tar.gz")
      var moments = RandomStream(seed: 1, domain: "kill/import")
      let arguments = ["import", "clip.tar.gz", "-o", "clip.h5", "--overwrite"]
      for _ in 0..<Self.trials {
        try await kill("cmrdata", arguments, within: 400, &moments, in: folder)
        try expectAbsentOrSound(folder("clip.h5"))
      }
      try await finish("cmrdata", arguments, in: folder)
      #expect(try folder.names() == ["clip.h5", "clip.tar.gz"])
    }
  }

  @Test func injectNoiseKeepsTheStore() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      var moments = RandomStream(seed: 2, domain: "kill/inject-noise")
      for trial in 0..<Self.trials {
        let arguments = [
          "inject-noise", "clip.h5", "--model", "pair-flip", "--rate", "0.2", "--seed", "\(trial)",
        ]
        try await kill("cmrdata", arguments, within: 200, &moments, in: folder)
        let names = try Store.open(folder("clip.h5")).labelSetNames
        #expect(names.contains("clean") && names.contains("symmetric-0.4-s1"))
        try expectAbsentOrSound(folder("clip.h5"))
      }
      try await finish(
        "cmrdata", ["inject-noise", "clip.h5", "--model", "pair-flip", "--rate", "0.7"], in: folder)
      #expect(try folder.names() == ["clip.h5", "clip.tar.gz"])
    }
  }

  @Test func splitKeepsTheStore() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      var moments = RandomStream(seed: 5, domain: "kill/split")
      for trial in 0..<Self.trials {
        let arguments = ["split", "clip.h5", "--into", "a\(trial)=0.5", "b\(trial)=rest"]
        try await kill("cmrdata", arguments, within: 200, &moments, in: folder)
        let names = try Store.open(folder("clip.h5")).splitNames
        #expect(
          names.contains("train") && names.contains("a\(trial)") == names.contains("b\(trial)"))
        try expectAbsentOrSound(folder("clip.h5"))
      }
      try await finish("cmrdata", ["split", "clip.h5", "--into", "c=0.5"], in: folder)
      #expect(try folder.names() == ["clip.h5", "clip.tar.gz"])
    }
  }

  @Test func exportIsAllOrNothing() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let whole = try await commands.data("export", "clip.h5", "whole.npz")
      #expect(whole.status == 0, "\(whole.errors)")
      var moments = RandomStream(seed: 6, domain: "kill/export")
      let arguments = ["export", "clip.h5", "clip.npz", "--overwrite"]
      for _ in 0..<Self.trials {
        try await kill("cmrdata", arguments, within: 100, &moments, in: folder)
        // Equal bytes are the whole file.
        if try folder.names().contains("clip.npz") {
          let compared = try await Tool.installed("cmp")?
            .run(["clip.npz", "whole.npz"], in: folder.path)
          #expect(compared?.status == 0)
        }
      }
      try await finish("cmrdata", arguments, in: folder)
      #expect(try folder.names() == ["clip.h5", "clip.npz", "clip.tar.gz", "whole.npz"])
    }
  }

  @Test(arguments: ["cross-entropy", "uot-rcl"])
  func aKilledFitEndsInTheSameBits(method: String) async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit(method, into: "whole")
      var moments = RandomStream(seed: 3, domain: "kill/fit/\(method)")
      let arguments =
        ["fit", "clip.h5", "--method", method, "-o", "killed", "--set", "checkpoints.everySteps=2"]
        + Commands.smallFit
      for _ in 0..<Self.trials {
        try await kill("cmrtrain", arguments, within: 1500, &moments, in: folder)
      }
      try await finish("cmrtrain", arguments, in: folder)
      let name = "checkpoints/epoch-00003-step-0000000.h5"
      let whole = try Container.open(folder("whole/\(name)"))
      let killed = try Container.open(folder("killed/\(name)"))
      for part in ["parameters", "optimiser", "method"] {
        #expect(whole.tree[part]?.sha256 == killed.tree[part]?.sha256, "\(part)")
      }
    }
  }

  @Test func rankingIsAllOrNothing() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      var moments = RandomStream(seed: 4, domain: "kill/rank")
      for _ in 0..<Self.trials {
        try await kill("cmrtrain", ["rank", "run"], within: 400, &moments, in: folder)
        try expectAbsentOrSound(folder("run/rankings/test-best.h5"))
      }
      try await finish("cmrtrain", ["rank", "run"], in: folder)
      let rankings = try #require(try? FolderNames.of(folder("run/rankings")))
      #expect(rankings == ["test-best.h5"])
    }
  }

  private func kill(
    _ command: String, _ arguments: [String], within milliseconds: Int,
    _ moments: inout RandomStream, in folder: TemporaryFolder
  ) async throws {
    let moment = Duration.milliseconds(moments.uniform(below: milliseconds))
    _ = try await Tool.built(command).run(arguments, in: folder.path, killAfter: moment)
  }

  private func finish(
    _ command: String, _ arguments: [String], in folder: TemporaryFolder
  ) async throws {
    let result = try await Tool.built(command).run(arguments, in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
  }

  private func expectAbsentOrSound(_ path: FilePath) throws {
    do {
      let verification = try Container.verify(path)
      #expect(verification.isSound, "\(verification.damages)")
    } catch {
      #expect(error.code == .missingFile, "\(error)")
    }
  }
}
