/// Measures that are taken while a ``RankingStream`` goes by.
public struct EvaluationTally: Sendable {
  private let relevance: Relevance
  private let measures: [any RetrievalMeasure]
  private let tieRule: TieRule
  private var values: [[Double?]]
  private var withoutRelevant = 0
  private var marks: [Bool]
  private var ranks: RelevantRanks

  /// A tally of `measures` for the queries of `stream`, from its first on.
  ///
  /// - Throws: ``RetrievalError`` if relevance is known for other numbers of queries or items than
  ///   the stream has.
  public init<Scalar>(
    _ relevance: Relevance, measures: [any RetrievalMeasure],
    for stream: borrowing RankingStream<Scalar>
  ) throws(RetrievalError) {
    guard relevance.queryCount == stream.queryCount else {
      throw .relevanceQueries(relevance.queryCount, queries: stream.queryCount)
    }
    guard relevance.galleryCount == stream.galleryCount else {
      throw .relevanceGallery(relevance.galleryCount, gallery: stream.galleryCount)
    }
    self.relevance = relevance
    self.measures = measures
    tieRule = stream.tieRule
    values = measures.map { _ in [] }
    marks = Array(repeating: false, count: relevance.galleryCount)
    ranks = RelevantRanks(galleryCount: relevance.galleryCount)
  }

  /// Takes the measures of the stream's current query.
  public mutating func add<Scalar>(_ stream: borrowing RankingStream<Scalar>) {
    relevance.mark(stream.query, in: &marks)
    ranks.update(from: stream, marks)
    if ranks.count == 0 { withoutRelevant += 1 }
    for (index, measure) in measures.enumerated() {
      values[index].append(measure.value(for: ranks))
    }
  }

  /// The measures of all queries so far.
  public func evaluation() -> RetrievalEvaluation {
    RetrievalEvaluation(
      queryCount: values.first?.count ?? 0, galleryCount: relevance.galleryCount,
      queriesWithoutRelevant: withoutRelevant, tieRule: tieRule,
      measures: zip(measures, values).map { MeasureOutcome($0, tieRule, perQuery: $1) })
  }
}
