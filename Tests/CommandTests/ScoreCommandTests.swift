import CMRContainer
import CMRSchema
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// `cmrtrain score` on the rankings of a run, and on files that are none.
@Suite struct ScoreCommandTests {
  private static let whole = "run/rankings/test-best.h5"
  private static let cut = "run/rankings/test-best-top-20.h5"

  /// A run with the whole of its rankings, and with 20 items of each.
  private func withRankings(_ body: (Commands) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let commands = Commands(folder: folder)
      try await commands.importSample()
      try #require(try await commands.fit("cross-entropy", into: "run").status == 0)
      try #require(try await commands.train("rank", "run").status == 0)
      try #require(try await commands.train("rank", "run", "--top", "20").status == 0)
      try await body(commands)
    }
  }

  private func cells(_ line: Substring) -> [String] {
    line.split(separator: " ").map(String.init)
  }

  @Test func aLineForEachMeasureAndAColumnForEachConvention() async throws {
    try await withRankings { commands in
      let result = try await commands.train("score", Self.whole, "--at", "10", "1")
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.isEmpty)
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[0] == "\(Self.whole): 'test'")
      #expect(
        lines[1].hasPrefix("image-to-text: 815 queries, 815 items; nothing is relevant to 0, "))
      #expect(cells(lines[3]) == ["DIRECTION", "MEASURE", "ours", "trec", "mrl", "torchmetrics"])
      let table = lines[4...].prefix { !$0.isEmpty }.map(cells)
      let measures =
        ["AP", "nDCG", "RR"]
        + ["@1", "@10"].flatMap { cutoff in
          ["AP", "nDCG", "RR", "P", "R", "Success"].map { $0 + cutoff }
        }
      #expect(
        table.map { $0[0] }
          == ["image-to-text", "text-to-image"].flatMap { Array(repeating: $0, count: 15) })
      #expect(table.map { $0[1] } == measures + measures)
      #expect(table.allSatisfy { $0.count == 6 })
      // Every query has something to find: without the second there is no such thing as the first.
      let first = try #require(table.first)
      #expect(first[2] == first[4])
      #expect(table[1][4] == "-")
      #expect(lines.contains("-: the tool has no such measure"))
      let rules = [
        "ours: ", "trec: trec_eval 9: ", "mrl: MRL's ", "torchmetrics: torchmetrics 1.9: ",
      ]
      for rule in rules { #expect(lines.contains { $0.hasPrefix(rule) }, "\(rule)") }
    }
  }

  @Test func jsonIsThatOfTheSchema() async throws {
    try await withRankings { commands in
      for arguments in [[], ["--at", "5"], ["--curve", "pr"], ["--curve", "cmc", "--at", "3"]] {
        let result = try await Tool.built("cmrtrain").run(
          ["score", Self.whole, Self.cut, "nothing.h5"] + arguments + ["--json"],
          in: commands.folder.path)
        // The second has no measures of whole rankings and no PR curve, the third is not there.
        #expect(result.status == 2)
        #expect(result.errors.hasSuffix("cannot open 'nothing.h5': there is no such file\n"))
        #expect(try SchemaCatalog.validate(json: result.output, against: "score") == [])
        #expect(result.output.contains("\"file\" : \"\(Self.whole)\""))
      }
    }
  }

  /// What `rank` says a mAP is comes out of the file again.
  @Test func oursIsWhatRankReports() async throws {
    try await withRankings { commands in
      let rank = try await commands.train("rank", "run", "--json")
      let score = try await commands.train("score", Self.whole, "--convention", "ours", "--csv")
      let maps = rank.output.split(separator: "\n").filter { $0.contains("\"map\"") }
        .map { $0.split(separator: ":")[1].trimming(" ,") }
      let lines = score.output.split(separator: "\n").map { $0.split(separator: ",") }
      #expect(
        lines[0].joined(separator: " ")
          == "file split direction measure convention name value queries refused")
      #expect(lines.filter { $0[3] == "AP" }.map { String($0[6]) } == maps)
      #expect(maps.count == 2)
    }
  }

  @Test func whatCannotBeHadOfFirstItemsIsSaid() async throws {
    try await withRankings { commands in
      let part = try await commands.train("score", Self.cut, "--at", "5", "21")
      #expect(part.status == 0)
      let left = ["image-to-text", "text-to-image"].map {
        "'\(Self.cut)', \($0): the first 20 of 815 items are kept, too few for AP, nDCG, RR, AP@21, "
          + "nDCG@21, RR@21, P@21, R@21, Success@21, which are left out\n"
      }
      #expect(part.errors == left.joined())
      #expect(
        part.output.contains(
          "torchmetrics: R@5 needs whole rankings, and the first 20 of 815 items are kept\n"))
      func error(_ arguments: String...) async throws -> String {
        let result = try await Tool.built("cmrtrain").run(
          ["score", Self.cut] + arguments, in: commands.folder.path)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        return result.errors
      }
      let head =
        "cmrtrain: error: '\(Self.cut)', image-to-text: the first 20 of 815 items are kept, too few for "
      let tail = "; ask for --at K, K up to 20, or rank the run again without --top\n"
      #expect(try await error() == "\(head)AP, nDCG, RR\(tail)")
      #expect(try await error("--curve", "pr") == "\(head)PR curve\(tail)")
      #expect(try await error("--curve", "cmc", "--at", "30") == "\(head)CMC curve\(tail)")
      let mrl = try await commands.train(
        "score", Self.whole, "--curve", "pr", "--convention", "mrl")
      #expect(
        mrl.errors
          == "cmrtrain: error: '\(Self.whole)', image-to-text: mrl draws no PR curve; choose other "
          + "measures or conventions\n")
    }
  }

  @Test(arguments: [
    (["--at", "3", "0"], "--at is 0; it must be 1 or more"),
    (["--at", "-2"], "--at is -2; it must be 1 or more"),
    (
      ["--curve", "pr", "--at", "5"],
      "--at 5 does not go with --curve pr, which is over whole rankings"
    ),
    (["--csv", "--json"], "--csv and --json exclude each other"),
    (
      ["--convention", "sklearn"],
      "The value 'sklearn' is invalid for '--convention <convention>'. Please provide one of 'ours', "
        + "'trec', 'mrl' or 'torchmetrics'."
    ),
  ])
  func wrongArguments(_ arguments: [String], _ message: String) async throws {
    let result = try await Tool.built("cmrtrain").run(["score", "a.h5"] + arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
  }

  /// A curve ends where the gallery does, whatever number is named.
  @Test func curvesEndWithTheGallery() async throws {
    try await withRankings { commands in
      let result = try await commands.train(
        "score", Self.whole, "--curve", "cmc", "--at", "9223372036854775807", "--convention",
        "ours", "--csv")
      #expect(result.status == 0, "\(result.errors)")
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 1 + 2 * 815)
      #expect(lines.last?.hasSuffix(",Success@815,ours,Success@815,1.0,815,") == true)
    }
  }

  /// Rows that could have several labels and have one say the same, but to the code of MRL.
  @Test func rowsOfSeveralLabels() async throws {
    try await withRankings { commands in
      try copy(Self.whole, in: commands.folder, as: "rows.h5", labels: .multiHot)
      var outputs: [[String]] = []
      for file in [Self.whole, "rows.h5"] {
        let result = try await commands.train("score", file, "--at", "5", "--csv")
        try #require(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").filter { $0.contains(",image-to-text,") }
        outputs.append(lines.map { String($0).replacing(file, with: "") })
      }
      let differing = zip(outputs[0], outputs[1]).filter { $0 != $1 }.map(\.1)
      #expect(
        differing.map { $0.split(separator: ",")[1...4].joined(separator: " ") } == [
          "image-to-text AP mrl fx_calc_map_multilabel_k",
          "image-to-text AP@5 mrl fx_calc_map_multilabel_k",
        ])
      #expect(
        differing.last?.hasSuffix(",,,fx_calc_map_multilabel_k does not heed its k") == true)
      try copy(Self.cut, in: commands.folder, as: "first.h5", labels: .multiHot)
      let first = try await commands.train(
        "score", "first.h5", "--at", "5", "--convention", "mrl")
      #expect(first.status == 2)
      #expect(
        first.errors.hasSuffix(
          "cmrtrain: error: 'first.h5', image-to-text: fx_calc_map_multilabel_k does not heed its k; "
            + "MRL's code has no nDCG@5; MRL's code has no RR@5; MRL's code has no P@5; MRL's code "
            + "has no R@5; MRL's code has no Success@5; choose other measures or conventions\n"),
        "\(first.errors)")
    }
  }

  /// Each is told, and the one that is sound is scored.
  @Test func filesThatCannotBeScored() async throws {
    try await withRankings { commands in
      let folder = commands.folder
      try copy(Self.whole, in: folder, as: "newer.h5", version: 2)
      try copy(Self.whole, in: folder, as: "older.h5")
      try copy(Self.whole, in: folder, as: "twice.h5", labels: .classIndices) { $0[1] = $0[0] }
      var bytes = try Data(contentsOf: URL(filePath: folder(Self.whole).string))
      for index in bytes.count / 4..<bytes.count / 2 { bytes[index] ^= 1 }
      try bytes.write(to: URL(filePath: folder("damaged.h5").string))
      try Data("text".utf8).write(to: URL(filePath: folder("text.h5").string))
      let result = try await commands.train(
        "score", "newer.h5", "older.h5", "twice.h5", "damaged.h5", "text.h5", "clip.h5", Self.whole)
      #expect(result.status == 2)
      #expect(result.output.hasPrefix("\(Self.whole): 'test'\n"))
      let errors = result.errors.split(separator: "\n").map {
        $0.replacing("cmrtrain: error: ", with: "")
      }
      try #require(errors.count == 6, "\(result.errors)")
      #expect(
        errors[0]
          == "'newer.h5' is of version 2 of 'cmr-ranking', this release reads up to version 1; use a "
          + "release that reads 'cmr-ranking' version 2")
      #expect(
        errors[1]
          == "the ranking 'older.h5' does not hold the labels that say what is relevant; it was written "
          + "before rankings did; rank the run again")
      let item = try Container.open(folder(Self.whole)).array(
        "directions/image-to-text/items", of: Int32.self)[0]
      #expect(
        errors[2]
          == "'twice.h5', image-to-text: item \(item) stands twice in the ranking of query 0; no "
          + "version of this program writes that, rank the run again")
      #expect(errors[3].contains("'damaged.h5'"), "\(errors[3])")
      #expect(errors[4] == "cannot open 'text.h5': it is not an HDF5 file")
      #expect(errors[5] == "'clip.h5' is a cmr-store, not a cmr-ranking")
    }
  }

  private enum LabelForm {
    case classIndices, multiHot
  }

  /// The first direction of the ranking `source` as another version of the program might have sealed
  /// it: the labels left out, the items changed.
  private func copy(
    _ source: String, in folder: TemporaryFolder, as name: String, version: Int = 1,
    labels: LabelForm? = nil, changing change: (inout [Int32]) -> Void = { _ in }
  ) throws {
    let file = try Container.open(folder(source))
    var writer = try ContainerWriter.create(
      at: folder(name), kind: Encoding("cmr-ranking", version: version),
      attributes: file.attributes)
    try writer.addDocument(text: file.documentText("provenance"), at: "provenance")
    let path = "directions/image-to-text"
    let node = try file.node(path)
    try writer.addGroup(path, encoding: node.encoding, attributes: node.attributes)
    for ids in ["query-ids", "gallery-ids"] {
      try writer.addStrings(file.strings("\(path)/\(ids)"), at: "\(path)/\(ids)")
    }
    for name in labels == nil ? [] : ["query-labels", "gallery-labels"] {
      let indices = try file.array("\(path)/\(name)", of: Int32.self)
      switch labels {
      case nil: break
      case .classIndices: try writer.addArray(indices, at: "\(path)/\(name)")
      case .multiHot:
        let rows: [UInt8] = indices.flatMap { index in
          (0..<11).map { $0 == Int(index) ? 1 : 0 }
        }
        try writer.addArray(rows, at: "\(path)/\(name)", shape: [indices.count, 11])
      }
    }
    var items = try file.array("\(path)/items", of: Int32.self)
    change(&items)
    let shape = try file.node("\(path)/items").shape
    try writer.addArray(items, at: "\(path)/items", shape: shape)
    try writer.addArray(
      file.array("\(path)/scores", of: Float.self), at: "\(path)/scores", shape: shape)
    _ = try writer.seal()
  }
}

extension Substring {
  /// Without any of `characters` at either end.
  fileprivate func trimming(_ characters: String) -> String {
    String(drop { characters.contains($0) }.reversed().drop { characters.contains($0) }.reversed())
  }
}
