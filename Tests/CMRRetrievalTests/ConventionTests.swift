import CMRDense
import CMRRetrieval
import CMRTestSupport
import Testing

extension KeptRankings {
  /// The first `depth` items of the rankings by `scores`, or all, as `cmrtrain rank` keeps them.
  init(
    _ scores: Matrix<Float>, relevant: [[Int]], identifiers: [String]? = nil, depth: Int? = nil,
    severalLabels: Bool = false
  ) throws {
    var stream = try RankingStream(scores: scores)
    var (items, kept): ([Int32], [Float]) = ([], [])
    while try stream.advance() {
      let ranking = stream.ranking(top: depth)
      items += ranking.items.map(Int32.init)
      kept += ranking.scores
    }
    try self.init(
      items: items, depth: depth ?? scores.columns, scores: kept,
      relevance: .listed(relevant, galleryCount: scores.columns),
      galleryIdentifiers: identifiers ?? (0..<scores.columns).map { "d\($0 + 100)" },
      haveSeveralLabels: severalLabels)
  }
}

extension RankingScore {
  func outcome(_ measure: String, _ convention: String) throws -> Outcome {
    let cells = try #require(measures.first { $0.measure.name == measure }).cells
    return try #require(cells.first { $0.convention == convention }).outcome
  }

  func mean(_ measure: String, _ convention: String) throws -> Double {
    guard case .means(let values, _) = try outcome(measure, convention) else {
      Issue.record("\(measure) under \(convention) is refused")
      return .nan
    }
    return values[0]
  }
}

@Suite struct ConventionTests {
  static let measures = ScoreMeasure.ofWholeRankings + ScoreMeasure.at(2)

  /// One query: 0.5 (relevant), 0.25 twice (the second relevant), -0.5 (relevant), and one for which
  /// nothing is.
  private func rankings(depth: Int? = nil, severalLabels: Bool = false) throws -> KeptRankings {
    try KeptRankings(
      Matrix([[0.5, 0.25, 0.25, -0.5], [1, 0.5, 0.25, 0]]), relevant: [[0, 2, 3], []], depth: depth,
      severalLabels: severalLabels)
  }

  @Test func oneRankingUnderAllConventions() throws {
    let score = try rankings().score(measures: Self.measures)
    #expect(score.queriesWithoutRelevant == 1)
    #expect(score.queriesWithTies == 1)
    // Ours finds relevant items at the ranks 1, 3 and 4; trec_eval at 1, 2 and 4.
    let (ours, trec): (Double, Double) = (1 + 2.0 / 3 + 0.75, 1 + 1 + 0.75)
    #expect(try score.mean("AP", "ours") == ours / 3 / 2)
    #expect(try score.mean("AP", "trec") == trec / 3)
    #expect(try score.mean("AP", "mrl") == ours / 3 / 2)
    // torchmetrics passes over the item with -0.5.
    let positive: Double = 1 + 2.0 / 3
    #expect(try score.mean("AP", "torchmetrics") == positive / 2 / 2)
    #expect(try score.mean("AP@2", "ours") == 0.5)
    #expect(try score.mean("AP@2", "trec") == 2.0 / 3)
    #expect(try score.mean("AP@2", "torchmetrics") == 0.5)
    #expect(try score.mean("R@2", "ours") == 1.0 / 3 / 2)
    #expect(try score.mean("R@2", "trec") == 2.0 / 3)
    #expect(try score.outcome("P@2", "trec") == .means([1], queries: 1))
    #expect(try score.outcome("P@2", "ours") == .means([0.25], queries: 2))
    #expect(try score.outcome("RR@2", "trec") == .refused("trec_eval has no RR@2"))
    #expect(try score.outcome("nDCG", "mrl") == .refused("MRL's code has no nDCG"))
  }

  @Test func toolsCallMeasuresByTheirNames() throws {
    let score = try rankings().score(measures: Self.measures)
    let names = score.measures.map { $0.cells.map { $0.names.first ?? "-" } }
    #expect(
      names == [
        ["AP", "map", "fx_calc_map_label(k=0)", "RetrievalMAP()"],
        ["nDCG", "ndcg", "-", "RetrievalNormalizedDCG()"],
        ["RR", "recip_rank", "-", "RetrievalMRR()"],
        ["AP(norm=hits)@2", "map_cut_2", "fx_calc_map_label(k=2)", "RetrievalMAP(top_k=2)"],
        ["nDCG@2", "ndcg_cut_2", "-", "RetrievalNormalizedDCG(top_k=2)"],
        ["RR@2", "-", "-", "RetrievalMRR(top_k=2)"],
        ["P@2", "P_2", "-", "RetrievalPrecision(top_k=2)"],
        ["R@2", "recall_2", "-", "RetrievalRecall(top_k=2)"],
        ["Success@2", "success_2", "-", "RetrievalHitRate(top_k=2)"],
      ])
  }

  @Test func curvesUnderAllConventions() throws {
    let score = try rankings().score(measures: [], curves: [.precisionRecall, .cmc(upTo: 2)])
    let (precision, cmc) = (score.curves[0].cells, score.curves[1].cells)
    let late = Array(repeating: 0.75, count: 7)
    // Of three relevant items two are enough for the recall 0.7 in trec_eval.
    let high = Array(repeating: 1.0, count: 8)
    #expect(precision[1].outcome == .means(high + [0.75, 0.75, 0.75], queries: 1))
    #expect(
      precision[0].outcome
        == .means(([1, 1, 1, 1] + late).map { $0 / 2 }, queries: 2))
    #expect(precision[2].outcome == .refused("mrl draws no PR curve"))
    #expect(precision[3].outcome == .refused("torchmetrics draws no PR curve"))
    #expect(precision[1].names[3] == "iprec_at_recall_0.30")
    #expect(cmc[0].outcome == .means([0.5, 0.5], queries: 2))
    #expect(cmc[1].outcome == .means([1, 1], queries: 1))
    #expect(cmc[2].outcome == .refused("mrl draws no CMC curve"))
    #expect(cmc[3].names == ["RetrievalHitRate(top_k=1)", "RetrievalHitRate(top_k=2)"])
  }

  /// Of the first items, what looks no further is what it is of all; the number of relevant items is
  /// known all the same.
  @Test func cutRankingsSayOfTheirFirstItemsWhatWholeOnesDo() throws {
    let whole = try rankings().score(measures: ScoreMeasure.at(3))
    let cut = try rankings(depth: 3).score(
      measures: ScoreMeasure.ofWholeRankings + ScoreMeasure.at(3) + ScoreMeasure.at(4),
      curves: [.precisionRecall, .cmc(upTo: 3), .cmc(upTo: 4)])
    let kept = "and the first 3 of 4 items are kept"
    for name in whole.measures.map(\.measure.name) {
      for convention in ["ours", "trec", "mrl", "torchmetrics"] {
        let outcome = try cut.outcome(name, convention)
        if convention == "torchmetrics", ["nDCG@3", "R@3"].contains(name) {
          #expect(outcome == .refused("\(name) needs whole rankings, \(kept)"))
        } else {
          #expect(try outcome == whole.outcome(name, convention))
        }
      }
    }
    #expect(try cut.outcome("AP", "trec") == .refused("AP needs whole rankings, \(kept)"))
    #expect(try cut.outcome("AP@4", "mrl") == .refused("AP@4 needs the first 4 items, \(kept)"))
    let curves = cut.curves.map { $0.cells[0].outcome }
    #expect(curves[0] == .refused("PR curve needs whole rankings, \(kept)"))
    #expect(curves[1] == .means([0.5, 0.5, 0.5], queries: 2))
    #expect(curves[2] == .refused("CMC curve needs the first 4 items, \(kept)"))
  }

  @Test func theCodeOfMRLTakesRowsOfSeveralLabelsInItsOwnWay() throws {
    let several = try rankings(severalLabels: true).score(measures: Self.measures)
    let all: Double = 1 + 2.0 / 3 + 0.75
    #expect(try several.outcome("AP", "mrl") == .means([all / 3], queries: 1))
    #expect(
      try several.outcome("AP@2", "mrl") == .refused("fx_calc_map_multilabel_k does not heed its k")
    )
    let beyond = try rankings().score(measures: ScoreMeasure.at(5))
    #expect(
      try beyond.outcome("AP@5", "mrl")
        == .refused(
          "fx_calc_map_label(k=5) fails where k is larger than the gallery, here of 4 items"))
  }

  @Test func nothingRelevantAtAllLeavesTrecWithoutQueries() throws {
    let score = try KeptRankings(Matrix([[1, 0]]), relevant: [[]]).score(measures: Self.measures)
    #expect(try score.outcome("AP", "ours") == .means([0], queries: 1))
    #expect(
      try score.outcome("AP", "trec")
        == .refused("none of the 1 queries has a relevant item"))
    #expect(try score.outcome("nDCG", "torchmetrics") == .means([0], queries: 1))
  }

  @Test func rulesAreWhole() {
    let zero = "queries without a relevant item count 0"
    let skipped = "queries without a relevant item are left out"
    #expect(
      ScoringConventions.all.map { $0.rule(severalLabels: false) } == [
        "equal scores in ascending gallery index; AP@k divided by the relevant items within k; "
          + zero,
        "trec_eval 9: equal scores in descending order of identifiers; AP@k divided by all relevant "
          + "items; \(skipped)",
        "MRL's fx_calc_map_label: equal scores in any order, here the file's; AP@k divided by the "
          + "relevant items within k; \(zero)",
        "torchmetrics 1.9: scores of 0 or less are no hits, but in nDCG and Success; equal scores in "
          + "any order, here the file's, and averaged in nDCG; AP@k divided by the hits within k; "
          + zero,
      ])
    #expect(
      MRLConvention().rule(severalLabels: true)
        == "MRL's fx_calc_map_multilabel_k: equal scores in any order, here the file's; no AP@k; "
        + skipped)
  }

  @Test func rankingsThatContradictThemselvesAreRefused() throws {
    func refusal(
      _ items: [Int32], _ scores: [Float], depth: Int = 2, names: [String] = ["a", "b", "c"]
    ) -> String? {
      #expect(throws: RetrievalError.self) {
        try KeptRankings(
          items: items, depth: depth, scores: scores,
          relevance: .listed([[0], [1]], galleryCount: 3), galleryIdentifiers: names,
          haveSeveralLabels: false)
      }?.description
    }
    let scores: [Float] = [1, 0, 1, 0]
    #expect(refusal([0, 1, 0], [1, 0]) == "2 scores are kept for 3 ranked items")
    #expect(
      refusal([0, 1, 2], [3, 2, 1]) == "3 ranked items are kept for 2 queries with 2 each")
    #expect(
      refusal([0, 1, 2], [3, 2, 1], depth: .max)
        == "3 ranked items are kept for 2 queries with 9223372036854775807 each")
    #expect(
      refusal([0, 1, 0, 3], scores)
        == "item 3, ranked for query 1, is not one of the 3 in the gallery")
    #expect(
      refusal([0, -1, 0, 1], scores)
        == "item -1, ranked for query 0, is not one of the 3 in the gallery")
    #expect(refusal([0, 1, 2, 2], scores) == "item 2 stands twice in the ranking of query 1")
    #expect(
      refusal([0, 1, 2, 1], [1, 0, 0.5, 0.75])
        == "the scores of query 1 rise from 0.5 to 0.75 at rank 2, and rankings have the best first"
    )
    #expect(
      refusal([0, 1, 2, 1], [1, .nan, 1, 0])
        == "the score of query 0 for gallery item 1 is NaN; look for NaN or infinity among the "
        + "embeddings")
    #expect(
      refusal([0, 1, 2, 1], scores, names: ["a"])
        == "relevance is known for 3 gallery items, and the gallery has 1")
  }
}
