extension KeptRankings {
  /// Scores the rankings by each of `conventions`; what one of them cannot say is told in its place.
  public func score(
    measures: [ScoreMeasure], curves: [ScoreCurve] = [],
    by conventions: [any ScoringConvention] = ScoringConventions.all
  ) -> RankingScore {
    var columns = conventions.map { ScoreColumn($0, measures, curves, of: self) }
    var (empty, tied) = (0, 0)
    forEachRanking { ranking in
      if ranking.relevantCount == 0 { empty += 1 }
      if ranking.hasMixedTies { tied += 1 }
      for index in columns.indices { columns[index].add(ranking) }
    }
    let cells = columns.map { $0.cells(queries: queryCount) }
    return RankingScore(
      queriesWithoutRelevant: empty, queriesWithTies: tied,
      measures: measures.enumerated().map { index, measure in
        RankingScore.Measure(measure: measure, cells: cells.map { $0[index] })
      },
      curves: curves.enumerated().map { index, curve in
        RankingScore.Curve(curve: curve, cells: cells.map { $0[measures.count + index] })
      })
  }

  /// Why what looks at the first `cutoff` items, or at all, cannot be had from what is kept; nil if it
  /// can.
  func refusal(of name: String, cutoff: Int?, needsWholeRanking: Bool) -> String? {
    guard !areWhole else { return nil }
    let kept = "the first \(depth) of \(galleryCount) items are kept"
    guard let cutoff, !needsWholeRanking else { return "\(name) needs whole rankings, and \(kept)" }
    return cutoff > depth ? "\(name) needs the first \(cutoff) items, and \(kept)" : nil
  }
}
