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

  @Test(arguments: [
    (
      "cmrtrain", ["fit", "a.h5", "-o", "run", "--seed", "-1"],
      "The value '-1' is invalid for '--seed <seed>': a seed is a whole number from 0 to "
        + "18446744073709551615"
    ),
    (
      "cmrdata", ["inject-noise", "a.h5", "--model", "symmetric", "--rate", "0.2", "-0.2"],
      "The value '-0.2' is invalid for '--rate <rate>': noise rate '-0.2' is not between 0 and 1; "
        + "a rate is a share of the training rows, such as 0.4"
    ),
    (
      "cmrdata",
      ["inject-noise", "a.h5", "--model", "symmetric", "--rate", "0.2", "--seed", "1", "-2"],
      "The value '-2' is invalid for '--seed <seed>': a seed is a whole number from 0 to "
        + "18446744073709551615"
    ),
    ("cmrtrain", ["rank", "run", "--top", "-3"], "--top is -3; it must be 1 or more"),
  ])
  func negativeValuesAreRefusedForWhatIsWrong(
    _ tool: String, _ arguments: [String], _ message: String
  ) async throws {
    let result = try await Tool.built(tool).run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
  }

  @Test(arguments: [
    (["--variant", "image"], "'--variant image' is not of the form modality=variant"),
    (["--variant", "=I"], "'--variant =I' is not of the form modality=variant"),
    (
      ["--text", "bow", "--variant", "text=masked"],
      "the variant of text is given twice; name it once"
    ),
  ])
  func variantsThatCannotBeRead(_ arguments: [String], _ message: String) async throws {
    let result = try await Tool.built("cmrdata").run(
      ["import", "a.tar", "-o", "a.h5"] + arguments)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
  }

  @Test func negativeValuesReachThePlan() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let result = try await commands.train(
        "fit", "clip.h5", "--method", "mrl", "-o", "run", "--learning-rate", "-.5")
      #expect(result.status == 2)
      #expect(
        result.errors
          == "cmrtrain: error: key 'optimiser.learningRate' of the fit plan is -0.5; it must be "
          + "above 0\n")
    }
  }

  @Test(arguments: ["cmrdata", "cmrtrain"])
  func nothingIsUsage(_ tool: String) async throws {
    let result = try await Tool.built(tool).run([])
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    let help = try await Tool.built(tool).run(["--help"])
    #expect(result.errors == help.output)
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

  @Test func verifyTellsOfEachFile() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      var bytes = try Data(contentsOf: URL(filePath: folder("clip.h5").string))
      bytes[bytes.count / 2] ^= 4
      try bytes.write(to: URL(filePath: folder("bad.h5").string))
      let result = try await commands.data("verify", "bad.h5", "absent.h5", "clip.h5")
      #expect(result.status == 2)
      #expect(result.errors.hasPrefix("cmrdata: error: "), "\(result.errors)")
      #expect(result.errors.contains("'absent.h5'"), "\(result.errors)")
      #expect(result.output.contains("bad.h5: damaged: "), "\(result.output)")
      #expect(result.output.contains("clip.h5: sound, "), "\(result.output)")
      #expect(try await commands.data("verify", "bad.h5", "clip.h5").status == 1)
    }
  }

  @Test func rankTellsOfEachRun() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let result = try await commands.train("rank", "absent", "run")
      #expect(result.status == 2)
      #expect(
        result.errors
          == "cmrtrain: error: absent: 'absent' is not a run folder: it has no plan.json; name a "
          + "folder that 'fit' made\nwrote 'run/rankings/test-best.h5'\n")
      #expect(result.output.contains("\nrun "), "\(result.output)")
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

  @Test func rankReplacesNothingUnasked() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let before = try Data(contentsOf: URL(filePath: folder("clip.h5").string))
      let result = try await commands.train("rank", "run", "-o", "clip.h5")
      #expect(result.status == 2)
      #expect(
        result.errors
          == "cmrtrain: error: 'clip.h5' already exists; choose another name or say --overwrite\n")
      #expect(try Data(contentsOf: URL(filePath: folder("clip.h5").string)) == before)
      for expected: Int32 in [0, 2] {
        let trec = try await commands.train("rank", "run", "--trec", "t")
        #expect(trec.status == expected, "\(trec.errors)")
      }
    }
  }

  @Test func theSourceIsNotOverwrittenByItsStore() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      _ = try await commands.data("sample", "-o", "clip.tar.gz")
      let result = try await commands.data(
        "import", "clip.tar.gz", "-o", "./clip.tar.gz", "--overwrite")
      #expect(result.status == 64)
      #expect(try await commands.data("import", "clip.tar.gz", "-o", "a.h5").status == 0)
    }
  }

  @Test func lostResultsAreAnError() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      _ = try await commands.data("sample", "-o", "clip.tar.gz")
      let shell = try #require(Tool.installed("sh"))
      let tool = try Tool.builtPath("cmrdata")
      let result = try await shell.run(["-c", "'\(tool)' schema >/dev/full"], in: folder.path)
      #expect(result.status == 2)
      #expect(
        result.errors
          == "cmrdata: error: cannot write standard output: No space left on device\n")
    }
  }

  @Test(arguments: [
    (
      "{\"seed\": 1,\n \"labels\": \"clean\"\n \"epochs\": 3}",
      "plan.json:3:2: expected ',' or '}', found '\"'"
    ),
    (
      #"{"optimiser": {"momentum": 2}}"#,
      "plan.json: key 'optimiser.momentum' of the fit plan is 2.0; it must be in [0, 1)"
    ),
    (
      #"{"method": {"options": {"encoder": {"width": 3}}}}"#,
      "plan.json: method 'mrl' has no option 'encoder.width'; known here: dimension, hidden"
    ),
  ])
  func aBrokenPlanFileIsNamedWithThePlace(_ plan: String, _ message: String) async throws {
    try await withTemporaryFolder { folder in
      try Data(plan.utf8).write(to: URL(filePath: folder("plan.json").string))
      let result = try await Commands(folder: folder).train(
        "fit", "clip.h5", "--plan", "plan.json", "--method", "mrl", "-o", "run")
      #expect(result.status == 2)
      #expect(result.errors == "cmrtrain: error: \(message)\n")
      #expect(try folder.names() == ["plan.json"])
    }
  }

  @Test func flagsAreLaidOverThePlanFile() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let plan = #"{"method": {"name": "uot-rcl", "options": {"votes": {"neighbours": 3}}}}"#
      try Data(plan.utf8).write(to: URL(filePath: folder("plan.json").string))
      let result = try await commands.train(
        "fit", "clip.h5", "--plan", "plan.json", "--dimension", "16", "-o", "run", "--dry-run")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains(#""neighbours": 3"#), "\(result.output)")
      #expect(result.output.contains(#""dimension": 16"#), "\(result.output)")
      #expect(try !folder.names().contains("run"))
    }
  }
}
