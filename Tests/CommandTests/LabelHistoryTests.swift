import CMRBeliefs
import CMRSchema
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What a run believed of the labels, as `info --labels` shows it and `export-labels` writes it.
@Suite struct LabelHistoryTests {
  private static let last = "run/checkpoints/epoch-00003-step-0000000.h5"

  /// Runs `body` after a fit whose first epoch is warm-up and whose second and third transport.
  private func withRun(
    _ method: String = "uot-rcl", _ body: (Commands) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      let fit = try await commands.fit(method, into: "run")
      try #require(fit.status == 0, "\(fit.errors)")
      try await body(commands)
    }
  }

  /// As much of `info --labels --json` as is compared.
  private struct Report: Decodable {
    struct Epoch: Decodable {
      let epoch: Int
      let transported: Int
      let changed: Int?
      let other: Int?
      let precision: Double?
      let recall: Double?
      let right: Double?
    }
    struct Row: Decodable {
      struct Step: Decodable, Equatable {
        let epoch: Int
        let `class`: Int
        let transported: Bool
      }
      let row: Int
      let steps: [Step]
    }
    struct Confusion: Decodable {
      let givenToCorrected: [[Int]]
      let cleanToCorrected: [[Int]]
      let cleanToGiven: [[Int]]
    }
    let trainingRows: Int
    let givenRight: Double?
    let epochs: [Epoch]
    let row: Row?
    let confusion: Confusion?
  }

  private func report(_ commands: Commands, _ arguments: String...) async throws -> Report {
    let result = try await Tool.built("cmrdata").run(
      ["info", "--json", "--labels", Self.last] + arguments, in: commands.folder.path)
    try #require(result.status == 0, "\(result.errors)")
    #expect(try SchemaCatalog.validate(json: result.output, against: "label-history") == [])
    return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
  }

  /// The figures of an epoch in `metrics.jsonl`.
  private struct Line: Decodable {
    let epoch: Int
    let diagnostics: [String: Double]?
  }

  @Test func everyEpochAsTheMethodReportedIt() async throws {
    try await withRun { commands in
      let report = try await report(commands, "clip.h5")
      #expect(report.epochs.map(\.epoch) == [2, 3])
      let metrics = String(
        decoding: try Data(
          contentsOf: URL(filePath: commands.folder("run/metrics.jsonl").string)), as: UTF8.self)
      let lines = try metrics.split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
      for epoch in report.epochs {
        let figures = try #require(lines.first { $0.epoch == epoch.epoch }?.diagnostics)
        #expect(epoch.precision == figures["correction-precision"])
        #expect(epoch.recall == figures["correction-recall"])
        #expect(epoch.right == figures["corrected-right"])
        #expect(report.givenRight == figures["given-right"])
        #expect(
          Double(epoch.transported) / Double(report.trainingRows) == figures["rows-transported"])
      }
      #expect(report.epochs.first?.changed == nil)
      let blind = try await self.report(commands)
      #expect(blind.epochs.map(\.transported) == report.epochs.map(\.transported))
      #expect(blind.epochs.map(\.changed) == report.epochs.map(\.changed))
      #expect(blind.epochs.allSatisfy { $0.other == nil && $0.recall == nil })
    }
  }

  @Test func matricesAndOneRow() async throws {
    try await withRun { commands in
      let report = try await report(commands, "clip.h5", "--confusion", "--row", "0")
      let confusion = try #require(report.confusion)
      let labels = 2 * report.trainingRows
      let right = confusion.cleanToCorrected.indices.reduce(0) {
        $0 + confusion.cleanToCorrected[$1][$1]
      }
      #expect(Double(right) / Double(labels) == report.epochs.last?.right)
      for matrix in [
        confusion.givenToCorrected, confusion.cleanToCorrected, confusion.cleanToGiven,
      ] { #expect(matrix.joined().reduce(0, +) == labels) }
      let given = confusion.cleanToGiven.indices.map { class_ in
        confusion.cleanToGiven.reduce(0) { $0 + $1[class_] }
      }
      #expect(given == confusion.givenToCorrected.map { $0.reduce(0, +) })

      #expect(report.row?.row == 0)
      let run = try BelievingRun(checkpoint: commands.folder(Self.last))
      let rows = try BelievedRows(of: run, in: Store.open(commands.folder("clip.h5")))
      let steps = run.history.steps(ofRow: try rows.position(ofRow: 0))
      #expect(report.row?.steps.map(\.class) == steps.map(\.class))
      let name = try #require(try rows.store.modality("image").ids().first)
      #expect(try rows.position(ofItem: name) == rows.position(ofRow: 0))
      let text = try await commands.data(
        "info", "--labels", Self.last, "clip.h5", "--row", "0", "--confusion")
      #expect(text.output.contains("\n\nrow 0\nMODALITY  ITEM"), "\(text.output)")
      #expect(text.output.contains("\n\nclean (down) and given (across), in labels\n"))
    }
  }

  /// The new set: what it holds, that it is sound, and that a run can be fitted to it.
  @Test func correctedLabelsGoBackIntoTheStore() async throws {
    try await withRun { commands in
      let made = try await commands.train(
        "export-labels", "clip.h5", "--checkpoint", Self.last, "--json")
      try #require(made.status == 0, "\(made.errors)")
      #expect(try SchemaCatalog.validate(json: made.output, against: "corrected-labels") == [])
      let name = "symmetric-0.4-s1-uot-rcl-e3"
      let store = try Store.open(commands.folder("clip.h5"))
      let set = try store.labels(name)
      #expect(set.base == "symmetric-0.4-s1")
      #expect(set.manifest.map { $0 + "\n" } == made.output)
      #expect(set.labels.isShared, "noise and beliefs are of the pair")
      try checkLabels(set, in: store, Self.last, commands, all: false)

      let again = try await commands.train("export-labels", "clip.h5", "--checkpoint", Self.last)
      #expect(again.status == 0 && again.output.hasSuffix(" rows, already there, the same\n"))
      let all = try await commands.train(
        "export-labels", "clip.h5", "--checkpoint", Self.last, "--rows", "all", "--name", "every")
      try #require(all.status == 0, "\(all.errors)")
      let reopened = try Store.open(commands.folder("clip.h5"))
      try checkLabels(reopened.labels("every"), in: reopened, Self.last, commands, all: true)

      #expect(try await commands.data("verify", "clip.h5").status == 0)
      let info = try await commands.data("info", "clip.h5")
      #expect(info.output.contains("\n\(name) "))
      let fit = try await Tool.built("cmrtrain").run(
        [
          "fit", "clip.h5", "--method", "mrl", "-o", "next",
        ] + Commands.smallFit + ["--labels", name], in: commands.folder.path)
      #expect(fit.status == 0, "\(fit.errors)")
    }
  }

  /// Transported rows have their belief, all others the given label.
  private func checkLabels(
    _ set: LabelSet, in store: Store, _ checkpoint: String, _ commands: Commands, all: Bool
  ) throws {
    let beliefs = try BelievingRun(checkpoint: commands.folder(checkpoint)).history.latest
    var expected = try store.labels("symmetric-0.4-s1").classIndices(for: "text")
    for (position, row) in try store.rows(of: "train", modality: "text").enumerated()
    where all || beliefs.isTransported[position] {
      expected[row] = beliefs.classes[position]
    }
    for modality in store.modalityNames {
      #expect(try set.classIndices(for: modality) == expected)
    }
  }

  @Test func whatCannotBeWritten() async throws {
    try await withRun { commands in
      func refuse(_ arguments: String...) async throws -> String {
        let result = try await Tool.built("cmrtrain").run(
          ["export-labels"] + arguments, in: commands.folder.path)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        return result.errors
      }
      #expect(
        try await refuse("clip.h5", "--checkpoint", Self.last, "--name", "clean")
          == "cmrtrain: error: the store 'clip.h5' has another label set 'clean' already; choose "
          + "another name\n")
      let other = try await commands.data(
        "import", "clip.tar.gz", "-o", "other.h5")
      let noise = try await commands.data(
        "inject-noise", "other.h5", "--model", "symmetric", "--rate", "0.4")
      try #require(other.status == 0 && noise.status == 0, "\(other.errors)\(noise.errors)")
      let run = try BelievingRun(checkpoint: commands.folder(Self.last))
      let found = try Store.open(commands.folder("other.h5")).dataDigest(
        labelSets: ["clean", "symmetric-0.4-s1"], splits: ["train", "validation"])
      #expect(
        try await refuse("other.h5", "--checkpoint", Self.last)
          == "cmrtrain: error: the store 'other.h5' does not hold the data that '\(Self.last)' was "
          + "fitted to: its identity is \(found.prefix(12)), that of the run's store "
          + "\(run.dataDigest.prefix(12)); name the store of the run, or a copy of it\n")
      #expect(
        try await refuse("clip.h5", "--checkpoint", "clip.h5")
          == "cmrtrain: error: 'clip.h5' is a cmr-store, not a cmr-checkpoint\n")
      let file = URL(filePath: commands.folder(Self.last).string)
      let cut = URL(filePath: commands.folder("cut.h5").string)
      try Data(contentsOf: file).prefix(100_000).write(to: cut)
      #expect(
        try await refuse("clip.h5", "--checkpoint", "cut.h5").hasPrefix(
          "cmrtrain: error: cannot open 'cut.h5': truncated file: eof = 100000, "))
    }
  }

  @Test func aMethodWithoutBeliefs() async throws {
    try await withRun("mrl") { commands in
      let text =
        "the checkpoint '\(Self.last)' of the method 'mrl' holds no beliefs about labels: the method has "
        + "none, or had none yet, or an older program wrote the file; take a later checkpoint of a "
        + "method that corrects labels, such as uot-rcl\n"
      let made = try await commands.train("export-labels", "clip.h5", "--checkpoint", Self.last)
      #expect(made.status == 2 && made.errors == "cmrtrain: error: " + text)
      let info = try await commands.data("info", "--labels", Self.last, "clip.h5")
      #expect(info.status == 2 && info.errors == "cmrdata: error: " + text)
    }
  }

  @Test func rowsThatAreNotThere() async throws {
    try await withRun { commands in
      let store = try Store.open(commands.folder("clip.h5"))
      let rows = try store.rowCount(of: "image")
      let test = try #require(try store.rows(of: "test", modality: "image").first)
      for (flag, value, text) in [
        ("--row", "\(rows)", "there is no row \(rows) in 'clip.h5': its rows are 0 to \(rows - 1)"),
        ("--row", "-1", "there is no row -1 in 'clip.h5': its rows are 0 to \(rows - 1)"),
        (
          "--row", "\(test)",
          "row \(test) of 'clip.h5' is not in 'train', the training rows of the run: the method "
            + "believes nothing of it"
        ),
        (
          "--item", "nothing",
          "no item in 'clip.h5' is called 'nothing'; give the number of its row with --row"
        ),
      ] {
        let result = try await commands.data(
          "info", "--labels", Self.last, "clip.h5", flag, value)
        #expect(result.status == 2)
        #expect(result.errors == "cmrdata: error: \(text)\n")
      }
    }
  }

  @Test(arguments: [
    (["a.h5", "b.h5"], "'b.h5' is a second file: it goes with --labels"),
    (["a.h5", "--row", "1"], "--row, --item and --confusion go with --labels"),
    (
      ["--labels", "a.h5", "b.h5", "--row", "1", "--item", "x"],
      "--row and --item name one row each: give one of them"
    ),
    (
      ["--labels", "a.h5", "--confusion"],
      "--row, --item and --confusion need the labels: name the store after the checkpoint"
    ),
  ])
  func flagsThatDoNotGoTogether(arguments: [String], text: String) async throws {
    let result = try await Tool.built("cmrdata").run(["info"] + arguments)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: \(text)\n"))
  }
}
