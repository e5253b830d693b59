import CMRSchema
import CMRTestSupport
import SystemPackage
import Testing

/// The commands with methods from shared libraries.
@Suite(.needsCompiler) struct PluginCommandTests {
  @Test func methodsTellsOfAPlugin() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await Compiler.build(Compiler.example, to: folder("gce.so"))
      let list = try await commands.train("methods", "--plugin", "./gce.so")
      #expect(
        list.output.hasSuffix(
          "\ngce            generalised cross entropy of all modalities through one class matrix\n")
      )
      let one = try await commands.train("methods", "gce", "--plugin", "./gce.so")
      #expect(
        one.output.contains(
          "\nneeds   1 to 8 modalities, paired, with one class per row\n"
            + "source  Zhang and Sabuncu: "))
      let digest = try #require(
        one.output.firstMatch(of: /plugin  version 1.0, sha256 [0-9a-f]{64}\n$/))
      #expect(!digest.isEmpty)
      for arguments in [["methods", "--json"], ["methods", "gce", "--json"]] {
        let json = try await Tool.built("cmrtrain").run(
          arguments + ["--plugin", "./gce.so"], in: folder.path)
        #expect(try SchemaCatalog.validate(json: json.output, against: "methods") == [])
      }
    }
  }

  @Test func aCheckSaysWhatIsBroken() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await Compiler.build(Compiler.example, to: folder("gce.so"))
      let good = try await commands.train("methods", "gce", "--plugin", "./gce.so", "--check")
      #expect(good.status == 0 && !good.output.contains("BROKEN"), "\(good.errors)")
      try await Compiler.build(
        Compiler.faulty, to: folder("bad.so"), ["-DFAULT=\"outside-gradient\""])
      let bad = try await commands.train("methods", "faulty", "--plugin", "./bad.so", "--check")
      #expect(bad.status == 1)
      #expect(bad.output.hasPrefix("options: kept\nrefusal: BROKEN\ngradients: BROKEN\n"))
      #expect(
        bad.errors.hasPrefix(
          "method 'faulty' fails 'refusal' on 2 modalities with class-index labels, one class: it throws 'method "
            + "'faulty' misbehaves in 'step' at epoch 1, step 1: it writes outside the gradient by 'w'"
        ))
    }
  }

  @Test(arguments: [
    (["methods", "--check"], "--check goes with the name of a method"),
    (["methods", "mrl", "--check", "--json"], "--check prints text: leave out --json"),
    (["methods", "mrl", "--option", "beta=1"], "--option goes with --check"),
  ])
  func flagsThatDoNotGoTogether(arguments: [String], text: String) async throws {
    let result = try await Tool.built("cmrtrain").run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: \(text)\n"))
  }

  /// A run belongs to its library: without it nothing goes on, with another that is said.
  @Test func aRunKnowsItsLibrary() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try await Compiler.build(Compiler.example, to: folder("gce.so"))
      let fit = try await commands.fit("gce", into: "run", ["--plugin", "./gce.so"])
      try #require(fit.status == 0, "\(fit.errors)")
      let info = try await commands.data(
        "info", "run/checkpoints/epoch-00003-step-0000000.h5", "--json")
      let digest = try #require(info.output.firstMatch(of: /"method-sha256" : "([0-9a-f]{12})/)).1
      let lost =
        "cmrtrain: error: 'run/checkpoints/epoch-00003-step-0000000.h5' was trained by the method 'gce' of a plug-in, "
        + "version 1.0 (sha256 \(digest)), which is not loaded; give its library with --plugin\n"
      let rank = try await commands.train("rank", "run", "--checkpoint", "last")
      #expect(rank.status == 2 && rank.errors == lost)
      let again = try await commands.fit("gce", into: "run")
      #expect(again.status == 2 && again.errors == lost)

      try await Compiler.build(Compiler.example, to: folder("other.so"), ["-O3"])
      let other = try await commands.train(
        "rank", "run", "--checkpoint", "last", "--plugin", "./other.so")
      #expect(other.status == 0)
      let notice = try #require(other.errors.split(separator: "\n").first)
      #expect(
        notice.hasPrefix(
          "'run/checkpoints/epoch-00003-step-0000000.h5' was trained by the plug-in of version 1.0 (sha256 \(digest)), "
            + "'gce' is now the plug-in of version 1.0 (sha256 "))
      #expect(
        notice.hasSuffix("): the numbers need not be those of a run with either alone"))
      let resumed = try await commands.fit("gce", into: "run", ["--plugin", "./other.so"])
      #expect(resumed.status == 0 && resumed.errors.contains(notice), "\(resumed.errors)")
    }
  }

  /// Stopped where it stands and gone on with, a plug-in's run ends in the same bytes.
  @Test func aStoppedRunEndsInTheSameBytes() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try await Compiler.build(Compiler.example, to: folder("gce.so"))
      let flags = [
        "--plugin", "./gce.so", "--set", "checkpoints.everySteps=1", "--set", "retention.last=4",
      ]
      _ = try await commands.fit("gce", into: "whole", flags)
      let shell = try #require(Tool.installed("sh"))
      let last = "checkpoints/epoch-00003-step-0000000.h5"
      let cut = try await shell.run(
        ["-c", "cp -r whole cut && cd cut/checkpoints && rm $(ls | tail -n 3)"], in: folder.path)
      try #require(cut.status == 0, "\(cut.errors)")
      let resumed = try await commands.fit("gce", into: "cut", flags)
      #expect(resumed.errors.contains("goes on from epoch 2, step 16\n"), "\(resumed.errors)")
      let same = try await shell.run(["-c", "cmp whole/\(last) cut/\(last)"], in: folder.path)
      #expect(same.status == 0, "\(same.output)")
    }
  }

  /// A grid takes a plug-in's method like another; with another build of the library its cells, and
  /// no others, are computed anew.
  @Test func aGridOfAPlugin() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let plan = """
        {"stores": [{"name": "clip", "path": "clip.h5"}], "methods": ["cross-entropy", "gce"],
         "noise": ["clean"], "seeds": {"paired": [1]}, "evaluate": ["validation"],
         "fit": {"epochs": 2, "method": {"options": {"encoder": {"hidden": [16], "dimension": 16}}}}}
        """
      try GridCommandTests.write(plan, in: folder)
      try await Compiler.build(Compiler.example, to: folder("gce.so"))
      try await Compiler.build(Compiler.example, to: folder("other.so"), ["-O3"])
      let without = try await commands.train("grid", "plan.json", "-o", "grid")
      #expect(without.status == 2)
      #expect(
        without.errors.hasPrefix(
          "cmrtrain: error: store 'clip', method 'gce': no method is called 'gce'; known: cca, "))
      for (library, computed) in [("gce.so", 2), ("gce.so", 0), ("other.so", 1), ("gce.so", 0)] {
        let grid = try await commands.train(
          "grid", "plan.json", "-o", "grid", "--plugin", "./\(library)")
        #expect(
          grid.output
            == "grid: 2 of 2 cells finished, \(computed) of them now; results in 'grid/results.csv'\n",
          "\(library): \(grid.errors)")
      }
      let records = try GridCommandTests.records("grid", in: folder)
      let texts = try records.map {
        try GridCommandTests.text(folder("grid").pushing(FilePath($0)))
      }
      #expect(texts.count == 3)
      #expect(texts.count { $0.contains(", plug-in ") } == 2)
      for text in texts { #expect(try SchemaCatalog.validate(json: text, against: "cell") == []) }
    }
  }
}
