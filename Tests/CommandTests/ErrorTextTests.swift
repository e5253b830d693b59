import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What a person reads when something is wrong: whole texts, and the exit codes.
@Suite struct ErrorTextTests {
  @Test(arguments: [
    (
      ["import", "nothing.tar.gz", "-o", "a.h5"],
      "cannot open 'nothing.tar.gz': there is no such file or folder"
    ),
    (["info", "nothing.h5"], "nothing.h5"),
    (["verify", "nothing.h5"], "nothing.h5"),
    (["inject-noise", "nothing.h5", "--model", "symmetric", "--rate", "0.4"], "nothing.h5"),
  ])
  func missingFiles(_ arguments: [String], _ text: String) async throws {
    try await withTemporaryFolder { folder in
      let result = try await Tool.built("cmrdata").run(arguments, in: folder.path)
      #expect(result.status == 2)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("cmrdata: error: "))
      #expect(result.errors.contains(text), "\(result.errors)")
      #expect(try folder.names().isEmpty)
    }
  }

  @Test func anUnknownFlagIsUsage() async throws {
    let result = try await Tool.built("cmrtrain").run(["fit", "--nonsense"])
    #expect(result.status == 64)
  }

  @Test func aDamagedStoreIsNamedAndExitsWithOne() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let path = folder("clip.h5").string
      var bytes = try Data(contentsOf: URL(filePath: path))
      bytes[bytes.count / 2] ^= 4  // inside the features, which are most of the file
      try bytes.write(to: URL(filePath: path))
      let result = try await commands.data("verify", "clip.h5")
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("clip.h5: damaged: '"), "\(result.output)")
      #expect(result.output.contains("features"), "\(result.output)")
    }
  }

  @Test func anUnknownLabelSetListsThose() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let result = try await commands.train(
        "fit", "clip.h5", "--method", "mrl", "--labels", "symmetric-0.9-s1", "-o", "run")
      #expect(result.status == 2)
      #expect(
        result.errors
          == "cmrtrain: error: the store 'clip.h5' has no label set 'symmetric-0.9-s1', it has "
          + "'clean', 'symmetric-0.4-s1'; name one of these, or make it with 'cmrdata inject-noise'\n"
      )
      #expect(try !folder.names().contains("run"))
    }
  }
}
