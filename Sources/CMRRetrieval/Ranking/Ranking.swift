/// The head of one query's ranking, or all of it.
public struct Ranking<Scalar: RankableScalar>: Hashable, Sendable {
  /// The query's index.
  public let query: Int

  /// Gallery indices from the best score to the worst; ties as the tie rule says.
  public let items: [Int]

  /// The score of each item.
  public let scores: [Scalar]
}
