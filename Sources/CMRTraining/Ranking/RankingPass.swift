import CMRDense
import CMRRetrieval

/// Ranks one gallery for all queries, a block of queries at a time, and measures the rankings.
///
/// Similarity is the cosine: embeddings have unit length, so it is their inner product. Memory is
/// the gallery, a block of queries and its scores.
struct RankingPass<Method: TrainingMethod> {
  let embeddings: SplitEmbeddings<Method>
  let direction: RankingDirection

  /// The average precision of all queries in order, and its convention in words.
  struct Outcome {
    var averagePrecision: [Double] = []
    var convention = ""

    /// The mean over the queries, summed in their order.
    var map: Double {
      averagePrecision.reduce(0, +) / Double(max(1, averagePrecision.count))
    }
  }

  /// Everything of one block that a writer may want.
  struct Block {
    /// The queries' positions in the split.
    let queries: Range<Int>
    /// What is relevant to them, query 0 being the first of the block.
    let relevance: Relevance
  }

  /// Ranks and measures; `visit` is called for every query, with its place in the block.
  func run(
    _ visit: (Block, borrowing RankingStream<Float>) throws -> Void = { _, _ in }
  ) throws -> Outcome {
    let split = embeddings.split
    let query = try index(of: direction.query)
    let gallery = try index(of: direction.gallery)
    let labels = try RelevanceLabels(gallery: split.labels[gallery])
    let items = try embeddings.all(gallery)
    var outcome = Outcome()
    try embeddings.forEachBlock(query) { range, queries in
      let relevance = try labels.relevance(
        toQueries: split.labels[query].gathering(Array(range)))
      let block = Block(queries: range, relevance: relevance)
      try Self.rank(queries, items, block, &outcome, visit)
    }
    return outcome
  }

  private static func rank(
    _ queries: Matrix<Float>, _ gallery: Matrix<Float>, _ block: Block, _ outcome: inout Outcome,
    _ visit: (Block, borrowing RankingStream<Float>) throws -> Void
  ) throws {
    var stream = try RankingStream(
      queries: queries, gallery: gallery, similarity: .innerProduct)
    // Over the whole ranking, queries without a relevant item counting 0: no value is missing.
    var tally = try EvaluationTally(
      block.relevance, measures: [AveragePrecision()], for: stream)
    while try stream.advance() {
      tally.add(stream)
      try visit(block, stream)
    }
    for measure in tally.evaluation().measures {
      outcome.averagePrecision += measure.perQuery.map { $0 ?? 0 }
      outcome.convention = measure.convention
    }
  }

  /// The labels of the split's rows of `modality` that say what is relevant.
  func labels(of modality: String) throws(TrainingError) -> TrainingLabels {
    embeddings.split.labels[try index(of: modality)]
  }

  private func index(of modality: String) throws(TrainingError) -> Int {
    let names = embeddings.split.modalities.map(\.name)
    guard let index = names.firstIndex(of: modality) else {
      throw .unknownModality(modality, known: names)
    }
    return index
  }
}
