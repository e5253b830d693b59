/// How well the rows of one modality find those of another.
public struct DirectionScore: Codable, Sendable, Equatable {
  /// The modality that asks.
  public let query: String
  /// The modality that is ranked.
  public let gallery: String
  /// Mean average precision.
  public let map: Double

  /// A score from its parts.
  public init(query: String, gallery: String, map: Double) {
    self.query = query
    self.gallery = gallery
    self.map = map
  }

  /// `image-to-text`.
  public var name: String { "\(query)-to-\(gallery)" }
}

/// The scores of all ordered pairs of modalities on one split.
public struct Scores: Codable, Sendable, Equatable {
  /// One score per direction, in the order of the modalities.
  public let directions: [DirectionScore]

  /// Scores from their directions.
  public init(directions: [DirectionScore]) { self.directions = directions }

  /// The mean over the directions: what chooses between epochs.
  public var mean: Double {
    directions.reduce(0) { $0 + $1.map } / Double(max(1, directions.count))
  }
}
