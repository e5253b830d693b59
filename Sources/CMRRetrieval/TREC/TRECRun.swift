/// Writes rankings as TREC run files and relevance as qrels, for trec_eval and its kin to check.
///
/// A run line is `query Q0 document rank score tag`. trec_eval does not read the rank: it sorts by
/// score, rounded to Float, and puts equal scores in descending order of the document's identifier.
/// So scores are written as strictly falling Floats: where one is not below its predecessor, as
/// rounded, the next smaller Float stands in its place. trec_eval then sees our order whatever the
/// identifiers, and scores that differ from ours in the last digit at most, once per tie.
///
/// A query with nothing relevant has no qrels line, and trec_eval leaves it out: its mean is ours
/// with ``WithoutRelevant/skipped``. It knows only what the run lists: its `map` is ours if all of
/// the gallery is written, else ours at that cutoff with
/// ``AveragePrecision/Normaliser/allRelevant``.
public struct TRECRun: Sendable {
  /// The last column of every line: the run's name.
  public let tag: String

  private let queryIdentifiers: [String]
  private let galleryIdentifiers: [String]

  /// A writer for queries and gallery items with these identifiers.
  ///
  /// - Throws: ``RetrievalError`` if an identifier or the tag is empty or has a blank in it, or two
  ///   queries or two gallery items have the same one.
  public init(
    queryIdentifiers: [String], galleryIdentifiers: [String], tag: String
  ) throws(RetrievalError) {
    for text in [[tag], queryIdentifiers, galleryIdentifiers].joined() where !text.isOneWord {
      throw .identifier(text)
    }
    try Self.requireDifferent(queryIdentifiers, "queries")
    try Self.requireDifferent(galleryIdentifiers, "gallery items")
    self.tag = tag
    self.queryIdentifiers = queryIdentifiers
    self.galleryIdentifiers = galleryIdentifiers
  }

  /// Readers of the files know rows by nothing but their identifiers.
  private static func requireDifferent(
    _ identifiers: [String], _ what: String
  ) throws(RetrievalError) {
    var rows: [String: Int] = [:]
    for (row, identifier) in identifiers.enumerated() {
      if let other = rows.updateValue(row, forKey: identifier) {
        throw .sameIdentifier(identifier, what, other, row)
      }
    }
  }

  /// The run lines of one ranking, each with its newline.
  ///
  /// A stream over a block of the queries counts them from 0; `firstQuery` is the place of its
  /// first among all.
  ///
  /// - Throws: ``RetrievalError`` if a score is infinite, or there is no identifier for the query
  ///   or an item.
  public func runLines<Scalar>(
    of ranking: Ranking<Scalar>, firstQuery: Int = 0
  ) throws(RetrievalError) -> String {
    let query = try identifier(queryIdentifiers, firstQuery + ranking.query, "queries")
    var previous = Float.infinity
    var text = ""
    for (position, (item, score)) in zip(ranking.items, ranking.scores).enumerated() {
      guard score.isFinite else { throw .infiniteScore(query: ranking.query, item: item) }
      let written = min(Float(score), previous.nextDown)
      guard written.isFinite else { throw .infiniteScore(query: ranking.query, item: item) }
      previous = written
      let document = try identifier(galleryIdentifiers, item, "gallery items")
      text += "\(query) Q0 \(document) \(position + 1) \(written) \(tag)\n"
    }
    return text
  }

  /// The qrels lines of one query, each with its newline: `query 0 document 1` for every relevant
  /// item, in gallery order. `firstQuery` is as for ``runLines(of:firstQuery:)``.
  ///
  /// - Throws: ``RetrievalError`` if there is no identifier for the query or an item.
  public func qrelsLines(
    of query: Int, _ relevance: Relevance, firstQuery: Int = 0
  ) throws(RetrievalError) -> String {
    let name = try identifier(queryIdentifiers, firstQuery + query, "queries")
    var text = ""
    for item in relevance.relevantItems(to: query) {
      text += "\(name) 0 \(try identifier(galleryIdentifiers, item, "gallery items")) 1\n"
    }
    return text
  }

  private func identifier(
    _ identifiers: [String], _ index: Int, _ what: String
  ) throws(RetrievalError) -> String {
    guard index < identifiers.count else {
      throw .identifierCount(what, count: identifiers.count, expected: index + 1)
    }
    return identifiers[index]
  }
}

extension String {
  /// Whether a reader that splits at blanks gets the whole text back.
  fileprivate var isOneWord: Bool {
    !isEmpty && !unicodeScalars.contains { $0.properties.isWhitespace || $0.value == 0 }
  }
}
