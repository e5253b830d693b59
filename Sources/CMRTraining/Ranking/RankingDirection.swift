/// One way to ask: the modality of the queries and the one that is ranked.
public struct RankingDirection: Codable, Sendable, Hashable {
  /// The modality that asks.
  public let query: String
  /// The modality that is ranked.
  public let gallery: String

  /// A direction from its two ends.
  public init(query: String, gallery: String) {
    self.query = query
    self.gallery = gallery
  }

  /// `image-to-text`.
  public var name: String { "\(query)-to-\(gallery)" }

  /// All ordered pairs of different modalities.
  static func all(of modalities: [String]) -> [RankingDirection] {
    modalities.flatMap { query in
      modalities.filter { $0 != query }.map { RankingDirection(query: query, gallery: $0) }
    }
  }
}
