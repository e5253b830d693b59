import CMRGrid
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// What tables say of results that are known.
@Suite struct ComparisonTests {
  private static let two =
    GridFixture.cells("mrl", [0.5, 0.52, 0.54]) + GridFixture.cells("ours", [0.6, 0.61, 0.65])

  private func fields(_ comparison: Comparison, _ names: String...) throws -> [[String]] {
    let lines = comparison.csv.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = try names.map { name in try #require(lines[0].firstIndex(of: name)) }
    return lines.dropFirst().map { line in columns.map { line[$0] } }
  }

  private func number(_ comparison: Comparison, _ name: String, row: Int = 0) throws -> Double {
    try #require(Double(try fields(comparison, name)[row][0]))
  }

  @Test func meanSpreadAndPairedTest() throws {
    let comparison = try GridFixture.compare(Self.two)
    #expect(
      try fields(comparison, "method", "n", "planned", "standing", "reference", "pairs") == [
        ["mrl", "3", "3", "", "ours", "3"], ["ours", "3", "3", "best", "mrl", "3"],
      ])
    expectClose([try number(comparison, "mean")], [0.52], relative: 1e-12)
    expectClose([try number(comparison, "spread")], [0.02], relative: 1e-12)
    // scipy.stats.ttest_rel([0.6, 0.61, 0.65], [0.5, 0.52, 0.54])
    expectClose([try number(comparison, "p", row: 1)], [0.003316758722356868], relative: 1e-10)
    expectClose([try number(comparison, "difference", row: 1)], [0.1], relative: 1e-12)
  }

  @Test func onlySharedSeedsArePaired() throws {
    let cells =
      GridFixture.cells("mrl", [0.5, nil, 0.54]) + GridFixture.cells("ours", [0.6, 0.61, 0.65])
    let comparison = try GridFixture.compare(cells)
    #expect(
      try fields(comparison, "n", "planned", "pairs") == [["2", "3", "2"], ["3", "3", "2"]])
    expectClose([try number(comparison, "difference", row: 1)], [0.105], relative: 1e-12)
    #expect(comparison.layouts[0].rows[0].last == "0.520 ± 0.028* (2/3)")
    #expect(
      comparison.legend.hasSuffix(
        "Incomplete: 5 of 6 cells are finished; (3/5) says 3 of 5 seeds."))
  }

  @Test func epochSplitAndDirection() throws {
    func mean(_ change: (inout ComparisonRequest) -> Void) throws -> Double {
      var request = ComparisonRequest()
      change(&request)
      return try number(GridFixture.compare(Self.two, request), "mean")
    }
    expectClose(
      [
        try mean { _ in }, try mean { $0.epoch = .last }, try mean { $0.split = "validation" },
        try mean { $0.direction = "image-to-text" }, try mean { $0.measure = "seconds" },
      ], [0.52, 0.42, 0.62, 0.53, 5.2], relative: 1e-12)
    var request = ComparisonRequest()
    request.direction = "both"
    let both = try GridFixture.compare(Self.two, request)
    #expect(both.layouts[0].rows[0][2] == "0.530 ± 0.020** / 0.510 ± 0.020**")
    #expect(both.legend.hasPrefix("mAP on test, image-to-text / text-to-image, best epoch"))
  }

  @Test func nearTheBestAndReferences() throws {
    let cells =
      Self.two + GridFixture.cells("other", [0.61, 0.6, 0.64])
      + GridFixture.cells("none", [nil, nil, nil])
    let comparison = try GridFixture.compare(cells)
    #expect(
      try fields(comparison, "method", "standing", "reference") == [
        ["mrl", "", "ours"], ["ours", "best", "other"], ["other", "near-best", "ours"],
        ["none", "", ""],
      ])
    #expect(
      comparison.layouts[0].rows.map { $0[2] } == [
        "0.520 ± 0.020**", "0.620 ± 0.026 ●", "0.617 ± 0.021 ○", "(0/3)",
      ])
    var request = ComparisonRequest()
    request.reference = .method("mrl")
    #expect(
      try fields(GridFixture.compare(cells, request), "reference")
        == [[""], ["mrl"], ["mrl"], [""]])
  }

  @Test func lessIsBetterOfSeconds() throws {
    var request = ComparisonRequest()
    request.measure = "seconds"
    let comparison = try GridFixture.compare(Self.two, request)
    #expect(try fields(comparison, "standing") == [["best"], [""]])
    #expect(comparison.legend.hasPrefix("Seconds of training and validation.\n"))
  }

  @Test func figuresThatAMethodDoesNotReport() throws {
    var cells = Self.two
    for index in 3..<6 { cells[index].figure = 0.8 }
    var request = ComparisonRequest()
    request.measure = "corrected-right"
    let rows = try GridFixture.compare(cells, request).layouts[0].rows
    #expect(rows.map { $0[2] } == ["–", "0.800 ± 0.000"])
  }

  @Test func cleanStandsBesideEachNoise() throws {
    let cells =
      Self.two + GridFixture.cells("mrl", rate: 0, [0.7, 0.7, 0.7])
      + GridFixture.cells("mrl", store: "b", rate: 0, [0.7])
    let layouts = try GridFixture.compare(cells).layouts
    #expect(layouts.map(\.title) == ["a, symmetric", "b, clean"])
    #expect(layouts[0].header == ["method", "seeds", "clean", "0.4"])
    #expect(layouts[0].rows[0][2] == "0.700 ± 0.000")
    #expect(layouts[0].rows[1][2] == "")
    #expect(layouts[1].rows == [["mrl", "1", "0.700"]])
  }

  /// Values by noise seed 1: 0.3, 0.4; by noise seed 2: 0.5, 0.7.
  @Test func spreadsOfCrossedSeeds() throws {
    func cells(_ method: String, _ scores: [[Double]]) -> [GridFixture.Cell] {
      scores.enumerated().flatMap { noise, scores in
        scores.enumerated().map { training, score in
          GridFixture.Cell(
            method: method, noiseSeed: UInt64(noise + 1), trainingSeed: UInt64(training + 1),
            score: score)
        }
      }
    }
    let all = cells("mrl", [[0.3, 0.4], [0.5, 0.7]]) + cells("ours", [[0.4, 0.4], [0.7, 0.7]])
    func spread(_ spread: ComparisonRequest.Spread) throws -> Double {
      var request = ComparisonRequest()
      request.spread = spread
      return try number(GridFixture.compare(all, request), "spread")
    }
    // statistics.stdev of all four, of 0.35 and 0.6, and the root of the mean of both variances.
    expectClose(
      [try spread(.pooled), try spread(.noise), try spread(.training)],
      [0.17078251276599332, 0.1767766952966369, 0.11180339887498948], relative: 1e-10)
    // Two draws of noise are two pairs, whatever the training seeds.
    let comparison = try GridFixture.compare(all)
    #expect(try fields(comparison, "n", "pairs") == [["4", "2"], ["4", "2"]])
    expectClose([try number(comparison, "difference")], [-0.075], relative: 1e-10)
    #expect(comparison.legend.contains("over all noise and training seeds together"))
  }

  @Test(arguments: [
    ("mesure", "the results have no measure 'mesure'; they have map, peak-memory, seconds")
  ])
  func unknownMeasure(_ name: String, _ expected: String) {
    #expect(message { $0.measure = name } == expected)
  }

  @Test func whatThereIsNot() throws {
    #expect(
      message { $0.split = "train" }
        == "the results have no split 'train'; they have validation, test")
    #expect(
      message { $0.direction = "image" }
        == "the results have no direction 'image'; they have image-to-text, text-to-image, mean, both"
    )
    #expect(
      message { $0.reference = .method("cca") }
        == "the results have no method 'cca'; they have mrl, ours")
    #expect(
      message { $0.spread = .noise }
        == "the spread over noise seeds cannot be told: every noise seed has one training seed; cross them in the plan: "
        + #""seeds": {"noise": [1, 2, 3], "training": [1, 2, 3]}"#)
    #expect(
      message(GridFixture.cells("mrl", [nil, nil])) { _ in }
        == "none of the 2 cells is finished; run 'grid' first")
  }

  @Test func filesThatAreNotAsTheyWereWritten() throws {
    try withTemporaryFolder { folder in
      try GridFixture.write(Self.two, to: folder)
      func message(after text: String, at path: FilePath) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: path.string))
        do {
          _ = try GridResults(of: GridFolder(folder.path))
          return "no error"
        } catch {
          return "\(error)"
        }
      }
      let record = folder("cells/0/record.json")
      #expect(
        try message(after: "[", at: record)
          == "'\(record)' is not as it was written: 1:2: expected a value, found the end of the text; remove it; 'grid' with "
          + "the same plan makes it anew")
      #expect(
        try message(after: #"{"recordVersion": 2}"#, at: record)
          == "'\(record)' has version 2, this program reads version 1; use a newer program")
      let index = folder("cells.json")
      #expect(
        try message(after: #"{"indexVersion": 3}"#, at: index)
          == "'\(index)' has version 3, this program reads version 1; use a newer program")
    }
  }

  private func message(
    _ cells: [GridFixture.Cell] = Self.two, _ change: (inout ComparisonRequest) -> Void
  ) -> String {
    var request = ComparisonRequest()
    change(&request)
    do {
      _ = try GridFixture.compare(cells, request)
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}
