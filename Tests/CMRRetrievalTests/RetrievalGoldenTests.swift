import CMRDense
import CMRRetrieval
import CMRTestSupport
import Testing

extension Golden {
  func matrix(_ name: String) throws -> Matrix<Double> {
    let array = try array(name)
    return Matrix(rows: array.shape[0], columns: array.shape[1], elements: array.values)
  }

  func labels(_ name: String) throws -> [Int32] { try array(name).values.map { Int32($0) } }

  func relevance() throws -> Relevance {
    .sameClass(queries: try labels("labels_q"), gallery: try labels("labels_g"))
  }
}

@Suite(.needsSharedData("golden")) struct RetrievalGoldenTests {
  static let embeddings = "map_cosine_embeddings"
  static let scored = Golden.names(startingWith: "map_").filter { $0 != embeddings }

  private func values(_ evaluation: RetrievalEvaluation, _ name: String) throws -> [Double] {
    try #require(evaluation.measure(name)).perQuery.map { $0 ?? .nan }
  }

  @Test func allCasesAreThere() { #expect(Self.scored.count == 8) }

  @Test(arguments: scored)
  func stableOrder(name: String) throws {
    let golden = try Golden(named: name)
    let scores = try golden.matrix("S")
    var stream = try RankingStream(scores: scores)
    var order: [Double] = []
    while try stream.advance() { order += stream.ranking().items.map(Double.init) }
    #expect(order == (try golden.array("order_stable").values))

    let evaluation = try RetrievalEvaluation.evaluate(
      scores: scores, relevance: golden.relevance(),
      measures: [
        AveragePrecision(), AveragePrecision(cutoff: 1), AveragePrecision(cutoff: 5),
        AveragePrecision(cutoff: 50),
      ])
    for (measure, array) in [
      ("AP", "ap_stable"), ("AP(norm=hits)@1", "ap_stable_at1"),
      ("AP(norm=hits)@5", "ap_stable_at5"), ("AP(norm=hits)@50", "ap_stable_at50"),
    ] {
      expectClose(
        try values(evaluation, measure), try golden.array(array).values, absolute: 1e-15, array)
    }
    let mean = try #require(evaluation.meanAveragePrecision)
    #expect(abs(mean - (try golden.array("map_stable").values[0])) < 1e-15)
  }

  /// pytrec_eval's figures: scores as Float, ties by descending document.
  @Test(arguments: scored)
  func orderOfTRECEval(name: String) throws {
    let golden = try Golden(named: name)
    let evaluation = try RetrievalEvaluation.evaluate(
      scores: golden.matrix("S").converted(to: Float.self), relevance: golden.relevance(),
      tieRule: .higherIndexFirst,
      measures: [
        AveragePrecision(), AveragePrecision(cutoff: 5, normaliser: .allRelevant),
        Precision(at: 5), ReciprocalRank(), NDCG(),
      ])
    for (measure, array) in [
      ("AP", "trec_map"), ("AP@5", "trec_map_cut_5"), ("P@5", "trec_P_5"),
      ("RR", "trec_recip_rank"), ("nDCG", "trec_ndcg"),
    ] {
      expectClose(
        try values(evaluation, measure), try golden.array(array).values, absolute: 1e-14, array)
    }
  }

  /// Both tie rules lie between the best and the worst order of ties.
  @Test(arguments: scored)
  func tieRulesLieWithinBounds(name: String) throws {
    let golden = try Golden(named: name)
    let best = try golden.array("ap_best").values
    let worst = try golden.array("ap_worst").values
    for tieRule in TieRule.allCases {
      let evaluation = try RetrievalEvaluation.evaluate(
        scores: golden.matrix("S"), relevance: golden.relevance(), tieRule: tieRule)
      for (value, (low, high)) in zip(try values(evaluation, "AP"), zip(worst, best)) {
        #expect(value >= low - 1e-15 && value <= high + 1e-15)
      }
    }
  }

  @Test func cosineOfEmbeddings() throws {
    let golden = try Golden(named: Self.embeddings)
    let (queries, gallery) = (try golden.matrix("q"), try golden.matrix("g"))
    let evaluation = try RetrievalEvaluation.evaluate(
      queries: queries, gallery: gallery, relevance: golden.relevance(),
      measures: [AveragePrecision(), AveragePrecision(cutoff: 5), AveragePrecision(cutoff: 50)])
    for (measure, array) in [
      ("AP", "fx_map"), ("AP(norm=hits)@5", "fx_map_at5"), ("AP(norm=hits)@50", "fx_map_at50"),
    ] {
      let mean = try #require(evaluation.measure(measure)?.mean)
      #expect(abs(mean - (try golden.array(array).values[0])) < 1e-14, "\(measure)")
    }
    expectClose(try values(evaluation, "AP"), try golden.array("sk_ap").values, absolute: 1e-14)

    var stream = try RankingStream(queries: queries, gallery: gallery)
    var order: [Double] = []
    while try stream.advance() { order += stream.ranking().items.map(Double.init) }
    #expect(order == (try golden.array("order").values))
  }

  @Test func multiLabelRelevance() throws {
    let golden = try Golden(named: Self.embeddings)
    func labels(_ name: String) throws -> LabelSets {
      let array = try golden.array(name)
      return try LabelSets(
        multiHot: array.values.map { UInt8($0) }, rows: array.shape[0], labelCount: array.shape[1])
    }
    let evaluation = try RetrievalEvaluation.evaluate(
      queries: golden.matrix("q"), gallery: golden.matrix("g"),
      relevance: .sharedLabel(queries: labels("ML_q"), gallery: labels("ML_g")),
      measures: [AveragePrecision(withoutRelevant: .skipped)])
    let mean = try #require(evaluation.meanAveragePrecision)
    #expect(abs(mean - (try golden.array("ml_map").values[0])) < 1e-14)
    let counted = evaluation.measures[0].perQuery.compactMap(\.self).count
    #expect(Double(counted) == (try golden.array("ml_queries").values[0]))
    #expect(evaluation.queriesWithoutRelevant == 20 - counted)
  }
}
