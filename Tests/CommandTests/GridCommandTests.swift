import CMRSchema
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// `grid` and `table` from end to end, on the sample and at a size that is over in moments.
@Suite struct GridCommandTests {
  /// Two methods, clean labels and one noise, two seeds: eight cells.
  static let plan = """
    {
      "stores": [{"name": "clip", "path": "clip.h5"}],
      "methods": ["cross-entropy", {"name": "uot-rcl", "label": "ours", "options": {"warmup": {"epochs": 1}}}],
      "noise": ["clean", {"rates": [0.5], "semantics": "redraw", "sharing": "independent"}],
      "seeds": {"paired": [1, 2]},
      "evaluate": ["validation", "test"],
      "fit": {"epochs": 3,
        "method": {"options": {"encoder": {"hidden": [16], "dimension": 16}}}}
    }
    """

  static func write(_ plan: String, _ name: String = "plan.json", in folder: TemporaryFolder) throws
  {
    try Data(plan.utf8).write(to: URL(filePath: folder(name).string))
  }

  static func text(_ path: FilePath) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path.string)), as: UTF8.self)
  }

  /// The results without what depends on the machine.
  static func results(_ grid: String, in folder: TemporaryFolder) throws -> [Substring] {
    try text(folder("\(grid)/results.csv")).split(separator: "\n").filter {
      !$0.contains(",seconds,") && !$0.contains(",peak-memory,")
    }
  }

  /// The paths of all records below `folder`, sorted.
  static func records(_ grid: String, in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder(grid).string)
      .filter { $0.hasSuffix("record.json") }.sorted()
  }

  @Test func aGridFromPlanToTable() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try Self.write(Self.plan, in: folder)
      let dry = try await commands.train("grid", "plan.json", "-o", "grid", "--dry-run")
      #expect(dry.status == 0)
      #expect(dry.output.split(separator: "\n").count == 8)
      #expect(
        dry.errors == "label sets to draw into store 'clip': 2\ncells: 8\n")
      #expect(try !folder.names().contains("grid"))

      let run = try await commands.train("grid", "plan.json", "-o", "grid", "--jobs", "2")
      try #require(run.status == 0, "\(run.errors)")
      #expect(
        run.output
          == "grid: 8 of 8 cells finished, 8 of them now; results in 'grid/results.csv'\n")
      #expect(run.errors.hasPrefix("drew 2 label sets into store 'clip'\n8 cells, 0 of them"))
      let records = try Self.records("grid", in: folder)
      #expect(records.count == 8)
      try checkSchemas(records, in: folder)
      let sound = try await commands.data("verify", "grid/results.h5")
      #expect(sound.status == 0, "\(sound.output)")
      // What a grid draws is what inject-noise would: it finds the same there.
      let noise = try await commands.data(
        "inject-noise", "clip.h5", "--model", "symmetric", "--rate", "0.5", "--seed", "1", "2",
        "--semantics", "redraw", "--sharing", "independent")
      #expect(
        noise.output.split(separator: "\n").allSatisfy { $0.hasSuffix("already there, the same") })
      // Checkpoints have served their turn.
      let checkpoints = try FileManager.default.subpathsOfDirectory(atPath: folder("grid").string)
        .filter { $0.hasSuffix("checkpoints") }
      #expect(checkpoints == [])
      try await checkTables(commands)
    }
  }

  private func checkSchemas(_ records: [String], in folder: TemporaryFolder) throws {
    for (name, schema) in [("grid/plan.json", "grid"), ("grid/cells.json", "cells")]
      + records.map({ ("grid/\($0)", "cell") })
    {
      let text = try Self.text(folder(name))
      #expect(try SchemaCatalog.validate(json: text, against: schema) == [], "\(name)")
    }
  }

  private func checkTables(_ commands: Commands) async throws {
    let table = try await commands.train("table", "grid")
    let lines = table.output.split(separator: "\n")
    #expect(lines[0] == "clip, symmetric-redraw-independent")
    #expect(lines[1].split(separator: " ") == ["METHOD", "SEEDS", "CLEAN", "0.5"])
    #expect(lines[2].hasPrefix("cross-entropy      2  0."))
    #expect(lines[3].hasPrefix("ours               2  0."))
    let figures = try await commands.train(
      "table", "grid", "--measure", "corrected-right", "--epoch", "last", "--format", "csv")
    #expect(figures.output.split(separator: "\n").count == 5)
    let markdown = try await commands.train("table", "grid", "--format", "markdown")
    #expect(
      markdown.output.contains("| method | seeds | clean | 0.5 |\n| --- | ---: | ---: | ---: |\n"))
    let wrong = try await commands.train("table", "grid", "--booktabs")
    #expect(wrong.status == 64)
  }

  @Test func aChangedPlanComputesWhatItChanges() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try Self.write(Self.plan, in: folder)
      _ = try await commands.train("grid", "plan.json", "-o", "grid")
      let first = try Self.results("grid", in: folder)
      try Self.write(
        Self.plan.replacing("\"warmup\": {\"epochs\": 1}", with: "\"warmup\": {\"epochs\": 2}"),
        "other.json", in: folder)
      let other = try await commands.train("grid", "other.json", "-o", "grid")
      #expect(
        other.output
          == "grid: 8 of 8 cells finished, 4 of them now; results in 'grid/results.csv'\n")
      #expect(try Self.results("grid", in: folder) != first)
      // What the first plan computed is still there.
      let again = try await commands.train("grid", "plan.json", "-o", "grid")
      #expect(
        again.output
          == "grid: 8 of 8 cells finished, 0 of them now; results in 'grid/results.csv'\n")
      #expect(try Self.results("grid", in: folder) == first)
    }
  }

  @Test func whatAnotherBuildComputedIsSaid() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try Self.write(Self.plan, in: folder)
      _ = try await commands.train("grid", "plan.json", "-o", "grid")
      for name in try Self.records("grid", in: folder).prefix(3) {
        let text = try Self.text(folder("grid/\(name)"))
        let digest = try #require(text.firstMatch(of: /"build": "([0-9a-f]{64})"/)).1
        try Self.write(
          text.replacing(digest, with: String(repeating: "0", count: 64)), "grid/\(name)",
          in: folder)
      }
      let again = try await commands.train("grid", "plan.json", "-o", "grid")
      #expect(
        again.errors
          == "8 cells, 8 of them finished before\n"
          + "3 of the finished cells were computed by another build of this version; if that matters, remove their folders "
          + "or begin a new grid\n")
    }
  }

  /// A learning rate that leads nowhere: the cells of that method fail, the others do not.
  @Test func failedCellsAreSaidAndTriedAgain() async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try Self.write(
        Self.plan.replacing(
          "[\"cross-entropy\",",
          with:
            "[{\"name\": \"mrl\", \"fit\": {\"optimiser\": {\"kind\": \"sgd\", \"learningRate\": 1e30}}}, \"cross-entropy\","
        ), in: folder)
      for attempt in 0..<2 {
        let result = try await commands.train("grid", "plan.json", "-o", "grid", "--quiet")
        #expect(result.status == 2)
        #expect(
          result.output
            == "grid: 8 of 12 cells finished, \(attempt == 0 ? 8 : 0) of them now; results in 'grid/results.csv'\n"
        )
        #expect(
          result.errors.contains(
            "clip mrl clean, training seed 1: failed: exit code 2: cmrtrain: error: "))
        #expect(
          result.errors.hasSuffix(
            "cmrtrain: error: 4 cells failed, as said above; the same command tries again\n"))
      }
      let table = try await commands.train("table", "grid")
      #expect(table.output.contains("mrl                2  (0/2)"))
      #expect(
        table.output.contains("Incomplete: 8 of 12 cells are finished; (3/5) says 3 of 5 seeds."))
    }
  }
}
