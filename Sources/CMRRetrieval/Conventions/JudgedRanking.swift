/// One query's ranking as it was kept, its first items or all of them, and which of them are
/// relevant.
public struct JudgedRanking: Sendable {
  /// Whether the item at each position is relevant, the best first.
  public let isRelevant: [Bool]

  /// The scores, never ascending.
  public let scores: [Float]

  /// How many of the whole gallery's items are relevant, kept or not.
  public let relevantCount: Int

  /// How many items were ranked, kept or not.
  public let galleryCount: Int

  /// The positions of each run of equal scores; one that is alone is a run too.
  public let ties: [Range<Int>]

  /// The place of each item's identifier among those of the whole gallery, sorted by their bytes.
  private let identifierPlaces: [Int]

  init(
    isRelevant: [Bool], scores: [Float], identifierPlaces: [Int], relevantCount: Int,
    galleryCount: Int
  ) {
    self.isRelevant = isRelevant
    self.scores = scores
    self.identifierPlaces = identifierPlaces
    self.relevantCount = relevantCount
    self.galleryCount = galleryCount
    ties = Self.runs(of: scores)
  }

  private static func runs(of scores: [Float]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for position in scores.indices.dropFirst() where scores[position] != scores[start] {
      runs.append(start..<position)
      start = position
    }
    if start < scores.count { runs.append(start..<scores.count) }
    return runs
  }

  /// Where relevant items stand in the order of the file.
  public var ranks: RelevantRanks {
    ranks(isRelevant.indices.lazy.filter { isRelevant[$0] }.map { $0 + 1 })
  }

  /// Where relevant items stand if of equal scores the one with the higher identifier comes first.
  public var ranksByDescendingIdentifier: RelevantRanks {
    guard hasMixedTies else { return ranks }
    var ranks: [Int] = []
    for tie in ties {
      let order = tie.sorted { identifierPlaces[$0] > identifierPlaces[$1] }
      for (rank, position) in zip((tie.lowerBound + 1)..., order) where isRelevant[position] {
        ranks.append(rank)
      }
    }
    return self.ranks(ranks)
  }

  /// Where relevant items with scores above 0 stand; those with others count as relevant, and stand
  /// nowhere.
  public var ranksOfPositiveScores: RelevantRanks {
    ranks(isRelevant.indices.lazy.filter { isRelevant[$0] && scores[$0] > 0 }.map { $0 + 1 })
  }

  private func ranks(_ ranks: some Sequence<Int>) -> RelevantRanks {
    RelevantRanks(Array(ranks), galleryCount: galleryCount, count: relevantCount)
  }

  /// Whether a relevant item has the score of one that is not, so that figures depend on who comes
  /// first among equals.
  public var hasMixedTies: Bool {
    ties.contains { tie in
      tie.dropFirst().contains { isRelevant[$0] != isRelevant[tie.lowerBound] }
    }
  }
}
