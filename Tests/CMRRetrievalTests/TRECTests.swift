import CMRDense
import CMRRandom
import CMRRetrieval
import Testing

@Suite struct TRECTests {
  @Test func linesAreWhole() throws {
    let run = try TRECRun(
      queryIdentifiers: ["q1", "q2"], galleryIdentifiers: ["d1", "d2", "d3"], tag: "cmr")
    var stream = try RankingStream(scores: Matrix<Float>([[0.5, 0.5, 0.75], [-1, -0.0, 0]]))
    var text = ""
    while try stream.advance() { text += try run.runLines(of: stream.ranking()) }
    #expect(
      text == """
        q1 Q0 d3 1 0.75 cmr
        q1 Q0 d1 2 0.5 cmr
        q1 Q0 d2 3 0.49999997 cmr
        q2 Q0 d2 1 -0.0 cmr
        q2 Q0 d3 2 -1e-45 cmr
        q2 Q0 d1 3 -1.0 cmr

        """)
    let relevance = Relevance.sameClass(queries: [1, 2], gallery: [2, 1, 2])
    #expect(try run.qrelsLines(of: 0, relevance) == "q1 0 d2 1\n")
    #expect(try run.qrelsLines(of: 1, relevance) == "q2 0 d1 1\nq2 0 d3 1\n")
  }

  @Test func aBlockOfQueriesHasTheirNames() throws {
    let run = try TRECRun(
      queryIdentifiers: ["q1", "q2"], galleryIdentifiers: ["d1", "d2"], tag: "cmr")
    var stream = try RankingStream(scores: Matrix<Float>([[0.5, 0.75]]))
    try #require(try stream.advance())
    #expect(
      try run.runLines(of: stream.ranking(), firstQuery: 1)
        == "q2 Q0 d2 1 0.75 cmr\nq2 Q0 d1 2 0.5 cmr\n")
    let relevance = Relevance.sameClass(queries: [1], gallery: [2, 1])
    #expect(try run.qrelsLines(of: 0, relevance, firstQuery: 1) == "q2 0 d2 1\n")
  }

  /// What trec_eval does with the lines: Float scores, descending; ties by document, descending; AP
  /// over what is relevant.
  private func averagePrecisionOfTRECEval(_ run: String, _ qrels: String) -> Double {
    var documents = run.split(separator: "\n").map { line -> (name: String, score: Float) in
      let columns = line.split(separator: " ")
      return (String(columns[2]), Float(columns[4]) ?? .nan)
    }
    documents.sort { $0.score > $1.score || ($0.score == $1.score && $0.name > $1.name) }
    let relevant = Set(qrels.split(separator: "\n").map { String($0.split(separator: " ")[2]) })
    var (hits, sum) = (0, 0.0)
    for (index, document) in documents.enumerated() where relevant.contains(document.name) {
      hits += 1
      sum += Double(hits) / Double(index + 1)
    }
    return relevant.isEmpty ? 0 : sum / Double(relevant.count)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func trecEvalFindsOurAveragePrecisionWhateverTheIdentifiers(batch: UInt64) throws {
    for seed in batch * 20..<(batch + 1) * 20 {
      var stream = RandomStream(seed: seed, domain: "test/trec")
      let (queries, gallery) = (3, 2 + stream.uniform(below: 50))
      let scores = Matrix<Double>(
        rows: queries, columns: gallery,
        elements: (0..<queries * gallery).map { _ in
          // Ties, and scores that only become ties when they are rounded to Float.
          Double(stream.uniform(below: 6)) / 5 + Double(stream.uniform(below: 3)) * 1e-12
        })
      let relevance = Relevance.sameClass(
        queries: [0, 1, 2], gallery: (0..<gallery).map { _ in Int32(stream.uniform(below: 3)) })
      var names = (0..<gallery).map { "doc\($0)" }
      stream.shuffle(&names)
      let run = try TRECRun(queryIdentifiers: ["a", "b", "c"], galleryIdentifiers: names, tag: "t")
      let expected = try RetrievalEvaluation.evaluate(scores: scores, relevance: relevance)
      var rankings = try RankingStream(scores: scores)
      while try rankings.advance() {
        let value = averagePrecisionOfTRECEval(
          try run.runLines(of: rankings.ranking()),
          try run.qrelsLines(of: rankings.query, relevance))
        #expect(value == expected.measures[0].perQuery[rankings.query], "seed \(seed)")
      }
    }
  }
}
