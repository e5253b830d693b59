#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// nDCG in which items with equal scores share their gains: the mean over all orders of them.
///
/// DCG = sum over runs of equal scores of (relevant items / items) x the sum of 1 / log2(r + 1) over the
/// run's ranks r up to the cutoff (McSherry and Najork, Computing information retrieval performance
/// measures efficiently in the presence of tied scores, ECIR 2008). What scikit-learn's `ndcg_score`
/// and torchmetrics compute; without ties it is ``NDCG``.
enum TieAveragedNDCG {
  /// The nDCG of one whole ranking, up to `cutoff` where there is one; 0 if nothing is relevant.
  static func value(of ranking: JudgedRanking, cutoff: Int?) -> Double {
    let limit = cutoff ?? ranking.scores.count
    let ideal = gains(0..<min(ranking.relevantCount, limit))
    guard ideal > 0 else { return 0 }
    let gained = ranking.ties.reduce(0.0) { sum, tie in
      let hits = tie.count { ranking.isRelevant[$0] }
      guard hits > 0, tie.lowerBound < limit else { return sum }
      let reached = tie.lowerBound..<min(tie.upperBound, limit)
      return sum + Double(hits) / Double(tie.count) * gains(reached)
    }
    return gained / ideal
  }

  /// The sum of the gains of relevant items at `positions`, counted from 0.
  private static func gains(_ positions: Range<Int>) -> Double {
    positions.reduce(0.0) { $0 + 1 / log2(Double($1 + 2)) }
  }
}
