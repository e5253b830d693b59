import CMRDense
import CMRRetrieval
import Testing

@Suite struct RetrievalErrorTests {
  private func expect(
    _ message: String, _ code: RetrievalError.Code,
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    let error = #expect(
      throws: RetrievalError.self, sourceLocation: sourceLocation, performing: body)
    #expect(error?.description == message, sourceLocation: sourceLocation)
    #expect(error?.code == code, sourceLocation: sourceLocation)
  }

  private let scores = Matrix<Float>([[1, 2, 3], [4, 5, 6]])

  @Test func sizes() {
    expect(
      "query embeddings have 3 components, and gallery embeddings have 4", .mismatch
    ) {
      _ = try RankingStream(
        queries: Matrix<Float>(rows: 2, columns: 3), gallery: Matrix<Float>(rows: 2, columns: 4))
    }
    expect("the gallery is empty, so there is nothing to rank", .mismatch) {
      _ = try RankingStream(
        queries: Matrix<Float>(rows: 2, columns: 3), gallery: Matrix<Float>(rows: 0, columns: 3))
    }
    expect("relevance is known for 3 queries, and 2 are ranked", .mismatch) {
      _ = try RetrievalEvaluation.evaluate(
        scores: scores, relevance: .sameClass(queries: [1, 2, 3], gallery: [1, 2, 3]))
    }
    expect("relevance is known for 2 gallery items, and the gallery has 3", .mismatch) {
      _ = try RetrievalEvaluation.evaluate(
        scores: scores, relevance: .sameClass(queries: [1, 2], gallery: [1, 2]))
    }
    expect("7 multi-hot entries do not make 2 rows of 3 labels", .mismatch) {
      _ = try LabelSets(multiHot: Array(repeating: 1, count: 7), rows: 2, labelCount: 3)
    }
    expect("queries have 2 possible labels, and gallery items have 3", .mismatch) {
      _ = try Relevance.sharedLabel(
        queries: LabelSets(multiHot: [1, 0], rows: 1, labelCount: 2),
        gallery: LabelSets(multiHot: [1, 0, 1], rows: 1, labelCount: 3))
    }
    expect(
      "item 3, listed as relevant to query 1, is not one of the 3 in the gallery", .mismatch
    ) { _ = try Relevance.listed([[0], [1, 3]], galleryCount: 3) }
  }

  @Test func notANumber() {
    expect(
      "the score of query 1 for gallery item 2 is NaN; look for NaN or infinity among the embeddings",
      .notANumber
    ) {
      _ = try RetrievalEvaluation.evaluate(
        scores: Matrix<Double>([[1, 2, 3], [1, 2, .nan]]),
        relevance: .sameClass(queries: [1, 2], gallery: [1, 2, 3]))
    }
    expect(
      "the score of query 0 for gallery item 1 is NaN; look for NaN or infinity among the embeddings",
      .notANumber
    ) {
      _ = try RetrievalEvaluation.evaluate(
        queries: Matrix<Float>([[1, 0]]), gallery: Matrix<Float>([[1, 2], [1, .nan]]),
        relevance: .sameClass(queries: [1], gallery: [1, 2]))
    }
  }

  @Test(arguments: ["", "two words", "tab\tseparated", "line\n", "no\u{A0}break"])
  func identifiers(text: String) {
    let message =
      "'\(text)' cannot stand in a TREC file, whose columns are separated by blanks; use identifiers "
      + "that have no blank in them and are not empty"
    for (queries, gallery, tag) in [
      ([text], ["d"], "t"), (["q"], [text], "t"), (["q"], ["d"], text),
    ] {
      expect(message, .notWritable) {
        _ = try TRECRun(queryIdentifiers: queries, galleryIdentifiers: gallery, tag: tag)
      }
    }
  }

  @Test func identifiersThatAreNotOnesOwn() {
    expect(
      "gallery items 0 and 2 have the same identifier 'd', by which TREC files tell them apart; give every "
        + "row an identifier of its own", .notWritable
    ) { _ = try TRECRun(queryIdentifiers: ["q"], galleryIdentifiers: ["d", "e", "d"], tag: "t") }
    expect(
      "queries 1 and 2 have the same identifier 'q', by which TREC files tell them apart; give every row an "
        + "identifier of its own", .notWritable
    ) { _ = try TRECRun(queryIdentifiers: ["p", "q", "q"], galleryIdentifiers: ["d"], tag: "t") }
  }

  @Test func unwritableRankings() throws {
    let run = try TRECRun(
      queryIdentifiers: ["q"], galleryIdentifiers: ["d1", "d2"], tag: "t")
    func lines(_ scores: [Float]) throws -> String {
      var stream = try RankingStream(scores: Matrix([scores]))
      _ = try stream.advance()
      return try run.runLines(of: stream.ranking())
    }
    expect(
      "the score of query 0 for gallery item 1 is infinite, and a TREC file cannot keep such items "
        + "in order", .notWritable
    ) { _ = try lines([0, .infinity]) }
    expect(
      "the score of query 0 for gallery item 1 is infinite, and a TREC file cannot keep such items "
        + "in order", .notWritable
    ) { _ = try lines([-.greatestFiniteMagnitude, -.greatestFiniteMagnitude]) }
    expect("2 identifiers are given for 3 gallery items", .mismatch) { _ = try lines([0, 1, 2]) }
  }
}
