/// What a ranking came to.
public struct RankingReport: Sendable, Equatable {
  /// One direction.
  public struct Direction: Sendable, Equatable {
    /// Who asks and who is ranked.
    public let direction: RankingDirection
    /// How many queries there are.
    public let queries: Int
    /// How many items were ranked for each.
    public let gallery: Int
    /// Mean average precision.
    public let map: Double
    /// What mAP leaves open, in words: cutoff, divisor, queries without relevant items, ties.
    public let convention: String
  }

  /// The split.
  public let split: String
  /// Where in its run the checkpoint was taken.
  public let position: CheckpointPosition
  /// The directions.
  public let directions: [Direction]
  /// The digest of the ranking file.
  public let digest: String

  /// The mean of the directions' mAP.
  public var mean: Double {
    directions.reduce(0) { $0 + $1.map } / Double(max(1, directions.count))
  }
}
