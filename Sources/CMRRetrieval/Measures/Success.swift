/// Success at k: 1 if a relevant item is among the k best, else 0. Image-text matching calls it
/// R@k.
public struct Success: RetrievalMeasure, Hashable {
  /// k.
  public let cutoff: Int

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// Success at `cutoff`, 1 or more.
  public init(at cutoff: Int, withoutRelevant: WithoutRelevant = .zero) {
    precondition(cutoff >= 1, "a cutoff of \(cutoff) leaves no ranking")
    self.cutoff = cutoff
    self.withoutRelevant = withoutRelevant
  }

  /// `Success@k`.
  public var name: String { "Success" + Self.suffix(cutoff) }

  /// Empty queries in words.
  public var convention: String { withoutRelevant.convention }

  /// 1 or 0.
  public func value(for ranks: RelevantRanks) -> Double? {
    guard ranks.count > 0 else { return withoutRelevant.value }
    guard let best = ranks.ranks.first else { return 0 }
    return best <= cutoff ? 1 : 0
  }
}
