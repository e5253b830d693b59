/// How well the rows of one modality find those of another.
public struct DirectionScore: Codable, Sendable, Equatable {
  /// Who asks and who is ranked.
  public let direction: RankingDirection
  /// Mean average precision.
  public let map: Double

  /// A score from its parts.
  public init(_ direction: RankingDirection, map: Double) {
    self.direction = direction
    self.map = map
  }

  /// `image-to-text`.
  public var name: String { direction.name }
}

extension DirectionScore {
  /// In files the direction's two ends and the score stand side by side.
  private enum Key: String, CodingKey { case map }

  /// Reads a score of a file.
  public init(from decoder: any Decoder) throws {
    direction = try RankingDirection(from: decoder)
    map = try decoder.container(keyedBy: Key.self).decode(Double.self, forKey: .map)
  }

  /// Writes the score.
  public func encode(to encoder: any Encoder) throws {
    try direction.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(map, forKey: .map)
  }
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
