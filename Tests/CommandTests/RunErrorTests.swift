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

  /// A fit whose last epoch is the best would report on what it has in memory; this one's is the
  /// second.
  private static let restless = [
    "--report", "test", "--learning-rate", "0.3", "--seed", "0", "--set", "schedule.kind=constant",
    "--set",
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
      #expect(
        rank.errors
          == again.errors.replacing(
            "no report on 'test' for the best epoch: ", with: ""))
      #expect(try !FolderNames.of(folder("run")).contains("rankings"))
    }
  }

  @Test func aMovedStoreIsAskedFor() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let manager = FileManager.default
      try manager.moveItem(atPath: folder("clip.h5").string, toPath: folder("moved.h5").string)
      let rank = try await commands.train("rank", "run")
      #expect(rank.status == 2)
      let path = try #require(
        rank.errors.split(separator: "'").first { $0.hasSuffix("/clip.h5") })
      #expect(
        rank.errors
          == "cmrtrain: error: the store of the run 'run' is no longer at '\(path)'; say with --store "
          + "where it is now\n")
      #expect(try await commands.train("rank", "run", "--store", "moved.h5").status == 0)
      _ = try await commands.data("import", "clip.tar.gz", "-o", "other.h5")
      _ = try await commands.data(
        "inject-noise", "other.h5", "--model", "symmetric", "--rate", "0.4")
      let other = try await commands.train("rank", "run", "--store", "other.h5")
      #expect(other.status == 2)
      #expect(
        other.errors.hasPrefix(
          "cmrtrain: error: the store 'other.h5' does not hold the data that the run was fitted on: "
        ), "\(other.errors)")
      #expect(
        other.errors.hasSuffix("; name the store of the run, or a copy of it\n"),
        "\(other.errors)")
    }
  }

  @Test func whatIsNotNamedIsUsage() async throws {
    let commands = try Tool.built("cmrtrain")
    for (arguments, text) in [
      (
        ["--method", "mrl"],
        "no store is named: give its path as the argument, or as store.path in the plan file"
      ),
      (["a.h5"], "no method is named: give one with --method, or as method.name in the plan file"),
    ] {
      let result = try await commands.run(["fit", "-o", "run"] + arguments)
      #expect(result.status == 64)
      #expect(result.errors.hasPrefix("Error: \(text)\n"), "\(result.errors)")
    }
  }

  @Test func aPlanThatIsNoFileIsNamed() async throws {
    try await withTemporaryFolder { folder in
      let manager = FileManager.default
      for name in ["empty", "run"] {
        try manager.createDirectory(
          atPath: folder(name).string, withIntermediateDirectories: true)
      }
      try Data("{}".utf8).write(to: URL(filePath: folder("run").appending("plan.json").string))
      try Data("{".utf8).write(to: URL(filePath: folder("torn.json").string))
      try Data(#"{"epoch": 3}"#.utf8).write(to: URL(filePath: folder("typo.json").string))
      let commands = Commands(folder: folder)
      for (name, why) in [
        ("empty", "it is a folder; name a file"),
        ("run", "it is a folder; that of the run is 'run/plan.json'"),
        ("gone.json", "there is no such file; 'cmrdata schema plan' says what one holds"),
      ] {
        let result = try await commands.train("fit", "--plan", name, "-o", "new")
        #expect(result.status == 2)
        #expect(result.errors == "cmrtrain: error: cannot read the plan '\(name)': \(why)\n")
      }
      for (name, start) in [
        ("torn.json", "torn.json:1:2: expected a member name in quotes, found the end of the text"),
        ("typo.json", "typo.json: the fit plan has no key 'epoch'; "),
      ] {
        let result = try await commands.train("fit", "--plan", name, "-o", "new")
        #expect(result.status == 2)
        #expect(
          result.errors.hasPrefix("cmrtrain: error: \(start)"),
          "\(result.errors)")
      }
    }
  }

  @Test func aRunThatIsAllWarmupIsTold() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      for more in [["--dry-run"], ["--quiet"]] {
        let result = try await Tool.built("cmrtrain").run(
          ["fit", "clip.h5", "--method", "uot-rcl", "-o", "run", "--option", "warmup.epochs=5"]
            + Commands.smallFit + more,
          in: folder.path)
        #expect(result.status == 0)
        #expect(
          result.errors
            == "method 'uot-rcl' warms up for 5 epochs and the run has 3: all of it is MRL's loss "
            + "and no label is corrected; fit for more epochs, or lower the option warmup.epochs\n")
      }
      let enough = try await commands.fit("uot-rcl", into: "other", ["--quiet"])
      #expect(enough.status == 0 && enough.errors.isEmpty, "\(enough.errors)")
    }
  }

  @Test func whatWasWrittenIsSaid() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      _ = try await commands.fit("cross-entropy", into: "run")
      let whole = try await commands.train("rank", "run")
      #expect(whole.errors == "wrote 'run/rankings/test-best.h5'\n")
      let before = try Data(contentsOf: URL(filePath: folder("run/rankings/test-best.h5").string))
      let first = try await commands.train("rank", "run", "--top", "3", "--trec", "t")
      #expect(
        first.errors == """
          wrote 'run/rankings/test-best-top-3.h5'
          wrote 't.image-to-text.run'
          wrote 't.image-to-text.qrels'
          wrote 't.text-to-image.run'
          wrote 't.text-to-image.qrels'

          """)
      #expect(
        try Data(contentsOf: URL(filePath: folder("run/rankings/test-best.h5").string)) == before)
    }
  }
}
