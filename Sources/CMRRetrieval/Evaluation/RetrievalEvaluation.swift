/// How well a gallery was ranked for a set of queries, and by which conventions.
public struct RetrievalEvaluation: Codable, Hashable, Sendable {
  /// How many queries were ranked.
  public let queryCount: Int

  /// How many items were ranked for each.
  public let galleryCount: Int

  /// How many queries had nothing relevant in the gallery.
  public let queriesWithoutRelevant: Int

  /// Which of two items with equal scores came first.
  public let tieRule: TieRule

  /// The measures, in the order in which they were asked for.
  public let measures: [MeasureOutcome]

  /// The outcome of the measure called `name`.
  public func measure(_ name: String) -> MeasureOutcome? { measures.first { $0.name == name } }

  /// mAP: the mean of `AP`, where that was asked for.
  public var meanAveragePrecision: Double? { measure("AP")?.mean }
}
