import CMRDense
import CMRRandom
import CMRRetrieval
import CMRTestSupport
import Testing

@Suite struct RankingOracleTests {
  static let batches: Range<UInt64> = 0..<20
  static let casesPerBatch: UInt64 = 200

  @Test(arguments: batches)
  func floatsAgreeWithTheDefinition(batch: UInt64) throws { try check(batch, Float.self) }

  @Test(arguments: batches)
  func doublesAgreeWithTheDefinition(batch: UInt64) throws { try check(batch, Double.self) }

  private func check<Scalar: RankableScalar>(_ batch: UInt64, _: Scalar.Type) throws {
    for seed in batch * Self.casesPerBatch..<(batch + 1) * Self.casesPerBatch {
      let item = RetrievalCase<Scalar>(seed: seed)
      for tieRule in TieRule.allCases {
        let evaluation = try RetrievalEvaluation.evaluate(
          scores: item.scores, relevance: item.relevance(), tieRule: tieRule,
          measures: [AveragePrecision(), AveragePrecision(cutoff: 7, normaliser: .allRelevant)])
        for query in 0..<item.scores.rows {
          let ranks = item.ranks(query: query, tieRule)
          #expect(
            evaluation.measures[0].perQuery[query] == averagePrecision(ranks, cutoff: .max),
            "seed \(seed), query \(query)")
          #expect(
            evaluation.measures[1].perQuery[query] == averagePrecision(ranks, cutoff: 7),
            "seed \(seed), query \(query)")
        }
      }
      try checkOrder(item, seed)
    }
  }

  private func averagePrecision(_ ranks: [Int], cutoff: Int) -> Double {
    if ranks.isEmpty { return 0 }
    return ranks.filter { $0 <= cutoff }.map { rank in
      Double(ranks.count { $0 <= rank }) / Double(rank)
    }.reduce(0, +) / Double(ranks.count)
  }

  private func checkOrder<Scalar>(_ item: RetrievalCase<Scalar>, _ seed: UInt64) throws {
    var stream = try RankingStream(scores: item.scores)
    while try stream.advance() {
      let row = Array(item.scores.row(stream.query))
      let expected = row.indices.sorted { row[$0] > row[$1] || (row[$0] == row[$1] && $0 < $1) }
      let whole = stream.ranking()
      #expect(whole.items == expected, "seed \(seed)")
      #expect(whole.scores == expected.map { row[$0] })
      let head = stream.ranking(top: 3)
      #expect(head.items == Array(expected.prefix(3)))
      #expect(head.query == stream.query)
    }
  }

  @Test func keysAreOrderedLikeScores() {
    let values: [Float] = [
      .infinity, .greatestFiniteMagnitude, 2, 1.0000001, 1, 0.5, .leastNormalMagnitude,
      .leastNonzeroMagnitude, 0, -.leastNonzeroMagnitude, -0.5, -1, -.greatestFiniteMagnitude,
      -.infinity,
    ]
    for (larger, smaller) in zip(values, values.dropFirst()) {
      #expect(larger.descendingSortKey < smaller.descendingSortKey)
      #expect(Double(larger).descendingSortKey < Double(smaller).descendingSortKey)
    }
    #expect(Float(-0.0).descendingSortKey == Float(0.0).descendingSortKey)
    #expect((-0.0).descendingSortKey == 0.0.descendingSortKey)
  }

  @Test(arguments: [1, 2, 255, 256, 257, 600])
  func blocksOfQueriesMakeNoDifference(queries: Int) throws {
    var stream = RandomStream(seed: UInt64(queries), domain: "test/blocks")
    // Small integers: every product is exact, so that blocks cannot differ in rounding, and ties
    // abound.
    func embeddings(_ rows: Int) -> Matrix<Float> {
      Matrix(
        rows: rows, columns: 5,
        elements: (0..<rows * 5).map { _ in Float(stream.uniform(below: 5) - 2) })
    }
    let (left, right) = (embeddings(queries), embeddings(83))
    let relevance = Relevance.sameClass(
      queries: (0..<queries).map { Int32($0 % 4) }, gallery: (0..<83).map { Int32($0 % 5) })
    let measures: [any RetrievalMeasure] = [AveragePrecision(), NDCG(cutoff: 10)]
    let streamed = try RetrievalEvaluation.evaluate(
      queries: left, gallery: right, relevance: relevance, similarity: .innerProduct,
      measures: measures)
    let whole = try RetrievalEvaluation.evaluate(
      scores: Matrix.product(left, right, transposingB: true), relevance: relevance,
      measures: measures)
    #expect(streamed == whole)
    #expect(streamed.queryCount == queries)
  }

  @Test func cosineIgnoresLengths() throws {
    var stream = RandomStream(seed: 2, domain: "test/cosine")
    let left = Matrix<Double>(
      rows: 30, columns: 6, elements: (0..<180).map { _ in stream.normal() })
    let right = Matrix<Double>(
      rows: 50, columns: 6, elements: (0..<300).map { _ in stream.normal() })
    let relevance = Relevance.sameClass(
      queries: (0..<30).map { Int32($0 % 3) }, gallery: (0..<50).map { Int32($0 % 3) })
    let longer = Matrix(
      rows: 50, columns: 6,
      elements: right.elements.enumerated().map { $1 * Double(1 + $0 / 6) })
    func evaluate(_ gallery: Matrix<Double>, _ similarity: Similarity) throws -> [Double?] {
      try RetrievalEvaluation.evaluate(
        queries: left, gallery: gallery, relevance: relevance, similarity: similarity
      ).measures[0].perQuery
    }
    #expect(try evaluate(longer, .cosine) == evaluate(right, .cosine))
    #expect(try evaluate(longer, .innerProduct) != evaluate(right, .cosine))
    #expect(try evaluate(right.normalisedRows(), .innerProduct) == evaluate(right, .cosine))
  }
}
