public import CMRDense

extension RetrievalEvaluation {
  /// Ranks the whole `gallery` (embeddings, [G, L]) for each of `queries` ([Q, L]) and measures the
  /// rankings.
  ///
  /// Memory is a block of queries x G, not Q x G.
  ///
  /// - Throws: ``RetrievalError`` if sizes do not fit together, the gallery is empty or a score is
  ///   NaN.
  public static func evaluate<Scalar: RankableScalar>(
    queries: Matrix<Scalar>, gallery: Matrix<Scalar>, relevance: Relevance,
    similarity: Similarity = .cosine, tieRule: TieRule = .lowerIndexFirst,
    measures: [any RetrievalMeasure] = [AveragePrecision()]
  ) throws(RetrievalError) -> RetrievalEvaluation {
    try evaluate(
      RankingStream(queries: queries, gallery: gallery, similarity: similarity, tieRule: tieRule),
      relevance, measures)
  }

  /// Measures the rankings by `scores`, [Q, G]; larger is better.
  ///
  /// - Throws: ``RetrievalError`` if sizes do not fit together, the gallery is empty or a score is
  ///   NaN.
  public static func evaluate<Scalar: RankableScalar>(
    scores: Matrix<Scalar>, relevance: Relevance, tieRule: TieRule = .lowerIndexFirst,
    measures: [any RetrievalMeasure] = [AveragePrecision()]
  ) throws(RetrievalError) -> RetrievalEvaluation {
    try evaluate(RankingStream(scores: scores, tieRule: tieRule), relevance, measures)
  }

  private static func evaluate<Scalar>(
    _ stream: consuming RankingStream<Scalar>, _ relevance: Relevance,
    _ measures: [any RetrievalMeasure]
  ) throws(RetrievalError) -> RetrievalEvaluation {
    var stream = stream
    var tally = try EvaluationTally(relevance, measures: measures, for: stream)
    while try stream.advance() { tally.add(stream) }
    return tally.evaluation()
  }
}
