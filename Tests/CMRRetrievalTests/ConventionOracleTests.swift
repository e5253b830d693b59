import CMRDense
import CMRJSON
import CMRRandom
import CMRRetrieval
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// Conventions against trec_eval itself, the published loop, and what torchmetrics is defined to do.
@Suite struct ConventionOracleTests {
  private static let top = FilePath(#filePath).removingLastComponent().removingLastComponent()
    .removingLastComponent()

  private struct Case: Codable {
    let scores: [[Float]]
    let relevant: [[Int]]
    let identifiers: [String]
    let at: [Int]

    /// Levels of an eighth, many of them equal and many below 0.
    init(seed: UInt64) {
      var random = RandomStream(seed: seed, domain: "test/conventions")
      let (queries, items) = (1 + random.uniform(below: 4), 1 + random.uniform(below: 30))
      let (levels, rate) = (1 + random.uniform(below: 12), random.uniform())
      scores = (0..<queries).map { _ in
        (0..<items).map { _ in Float(random.uniform(below: levels) - levels / 2) / 8 }
      }
      relevant = (0..<queries).map { _ in (0..<items).map { _ in random.uniform() < rate ? 1 : 0 } }
      var names = (0..<items).map { $0.isMultiple(of: 7) ? "dé\($0)" : "d\($0)" }
      random.shuffle(&names)
      identifiers = names
      at = [1, 2, 5, 40]
    }

    func rankings(severalLabels: Bool) throws -> KeptRankings {
      try KeptRankings(
        Matrix(rows: scores.count, columns: identifiers.count, elements: scores.flatMap(\.self)),
        relevant: relevant.map { row in row.indices.filter { row[$0] != 0 } },
        identifiers: identifiers, severalLabels: severalLabels)
    }
  }

  private struct Figure: Decodable {
    let mean: Double
    let queries: Int
  }

  private struct Answer: Decodable {
    let versions: [String: String]
    let trec: [String: Figure]
    let mrl: [String: Figure]
    let mrlSeveralLabels: [String: Figure]
    let torchmetrics: [String: Figure]

    private enum CodingKeys: String, CodingKey {
      case versions, trec, mrl, torchmetrics
      case mrlSeveralLabels = "mrl-several-labels"
    }
  }

  private struct Recorded: Decodable {
    let `case`: Case
    let answer: Answer
  }

  /// Every figure of `score`, by the names of the oracle.
  private func figures(_ score: RankingScore, _ convention: String) -> [String: Figure] {
    var figures: [String: Figure] = [:]
    func add(_ names: [String], _ cells: [RankingScore.Cell]) {
      for cell in cells where cell.convention == convention {
        guard case .means(let values, let queries) = cell.outcome else { continue }
        for (name, value) in zip(names, values) {
          figures[name] = Figure(mean: value, queries: queries)
        }
      }
    }
    for measure in score.measures { add([measure.measure.name], measure.cells) }
    for curve in score.curves {
      add(curve.curve.positions.map(curve.curve.pointName), curve.cells)
    }
    return figures
  }

  private func expect(_ answer: Answer, of sample: Case, _ what: String) throws {
    let measures = ScoreMeasure.ofWholeRankings + sample.at.flatMap(ScoreMeasure.at)
    let score = try sample.rankings(severalLabels: false).score(measures: measures)
    let curve = try sample.rankings(severalLabels: false)
      .score(measures: [], curves: [.precisionRecall])
    let several = try sample.rankings(severalLabels: true)
      .score(measures: [.averagePrecision(cutoff: nil)])
    let trec = figures(score, "trec").merging(figures(curve, "trec")) { first, _ in first }
    for (name, ours, theirs) in [
      ("trec", trec, answer.trec), ("mrl", figures(score, "mrl"), answer.mrl),
      ("mrl, several labels", figures(several, "mrl"), answer.mrlSeveralLabels),
      ("torchmetrics", figures(score, "torchmetrics"), answer.torchmetrics),
    ] {
      #expect(ours.keys.sorted() == theirs.keys.sorted(), "\(what), \(name)")
      for (measure, figure) in ours {
        let expected = try #require(theirs[measure])
        #expect(abs(figure.mean - expected.mean) < 1e-12, "\(what), \(name), \(measure)")
        #expect(figure.queries == expected.queries, "\(what), \(name), \(measure)")
      }
    }
  }

  @Test func theRecordedCase() throws {
    let file = Self.top.appending("Tests/CMRRetrievalTests/Goldens/conventions.json").string
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    let recorded: Recorded = try JSONValue(parsing: text).decoded()
    #expect(recorded.answer.versions["pytrec_eval_terrier"] == "0.5.11")
    #expect(recorded.answer.trec.count == 34)
    #expect(recorded.answer.torchmetrics.count == 27)
    try expect(recorded.answer, of: recorded.case, "recorded")
  }

  @Test(.needsPython("numpy", "pytrec_eval"), arguments: 0..<40 as Range<UInt64>)
  func anyCase(seed: UInt64) async throws {
    let sample = Case(seed: seed)
    let python = try #require(Tool.installed("python3"))
    let script = Self.top.appending("tools/oracles/conventions.py").string
    try await withTemporaryFolder { folder in
      let file = folder("case.json").string
      try JSONEncoder().encode(sample).write(to: URL(filePath: file))
      let run = try await python.run([script, file])
      try #require(run.status == 0, "\(run.errors)")
      try expect(try JSONValue(parsing: run.output).decoded(), of: sample, "seed \(seed)")
    }
  }

  /// What torchmetrics 1.9 itself printed, in 32 bits, with relevant scores of 0 and less; where equal
  /// scores came in an order of its own, nothing is known.
  @Test(.needsSharedData("golden"), arguments: RetrievalGoldenTests.scored)
  func averagePrecisionOfTorchmetrics(name: String) throws {
    let golden = try Golden(named: name)
    let expected = try golden.array("tm_ap_raw").values
    let scores = try golden.matrix("S").converted(to: Float.self)
    let relevance = try golden.relevance()
    for query in 0..<scores.rows {
      let row = Matrix(rows: 1, columns: scores.columns, elements: Array(scores.row(query)))
      let score = try KeptRankings(row, relevant: [relevance.relevantItems(to: query)])
        .score(measures: [.averagePrecision(cutoff: nil)], by: [TorchmetricsConvention()])
      guard score.queriesWithTies == 0 else { continue }
      let value = try score.mean("AP", "torchmetrics")
      #expect(abs(value - expected[query]) < 1e-6, "query \(query)")
    }
  }
}
