import CMRDense
import CMRRandom
import CMRRetrieval
import Testing

/// Curves against their definitions, over rankings with ties, without relevant items, and with
/// nothing else.
@Suite struct CurveTests {
  // Ranks 1, 3 and 6 of 10: precisions 1, 2/3 and 1/2 at the recalls 1/3, 2/3 and 1.
  let ranks = RelevantRanks([1, 3, 6], galleryCount: 10)
  let none = RelevantRanks([], galleryCount: 10)

  @Test func workedOutByHand() {
    let third: Double = 2.0 / 3
    #expect(
      PrecisionRecallCurve().values(for: ranks) == [
        1, 1, 1, 1, third, third, third, 0.5, 0.5, 0.5, 0.5,
      ])
    #expect(CMCCurve(upTo: 4).values(for: ranks) == [1, 1, 1, 1])
    #expect(CMCCurve(upTo: 4).values(for: RelevantRanks([3], galleryCount: 9)) == [0, 0, 1, 1])
  }

  /// A late item can have a higher precision than an early one, which interpolation gives the latter.
  @Test func precisionIsTheHighestAtThatRecallOrMore() {
    let values = PrecisionRecallCurve().values(for: RelevantRanks([4, 5, 6], galleryCount: 6))
    #expect(values == Array(repeating: 0.5, count: 11))
  }

  /// 0.7 x 3 + 0.9 is 2.9999999999999996 in 64 bits.
  @Test func trecEvalNeedsTwoOfThreeItemsForARecallOfSeventyPercent() {
    let curve = PrecisionRecallCurve(recallLevel: .trecEval9)
    let exact = PrecisionRecallCurve()
    let differing = (1...50).filter { count in
      let ranks = RelevantRanks((1...count).map { $0 * $0 }, galleryCount: count * count)
      return curve.values(for: ranks) != exact.values(for: ranks)
    }
    #expect(differing == [3, 23, 33, 43])
    #expect(curve.values(for: ranks)?[7] == 2.0 / 3)
    #expect(exact.values(for: ranks)?[7] == 0.5)
  }

  @Test func queriesWithoutRelevantItemsCountZeroOrNothing() {
    #expect(PrecisionRecallCurve().values(for: none) == Array(repeating: 0, count: 11))
    #expect(PrecisionRecallCurve(withoutRelevant: .skipped).values(for: none) == nil)
    #expect(CMCCurve(upTo: 2).values(for: none) == [0, 0])
    #expect(CMCCurve(upTo: 2, withoutRelevant: .skipped).values(for: none) == nil)
  }

  @Test func namesAndConventionsAreWhole() {
    #expect(
      PrecisionRecallCurve().positions == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(PrecisionRecallCurve().name == "PR curve")
    #expect(
      PrecisionRecallCurve(withoutRelevant: .skipped).convention
        == "the highest precision at each recall or more; queries without a relevant item are left "
        + "out")
    #expect(CMCCurve(upTo: 3).positions == [1, 2, 3])
    #expect(CMCCurve(upTo: 3).name == "CMC curve")
    #expect(
      CMCCurve(upTo: 3).convention
        == "1 from the rank of the first relevant item on; queries without a relevant item count 0")
  }

  /// At every recall the maximum over all ranks that have it, in whole numbers.
  private func precisions(by ranks: RelevantRanks) -> [Double] {
    (0...10).map { step in
      (1...ranks.galleryCount).reduce(0.0) { best, k in
        let hits = ranks.ranks.count { $0 <= k }
        return hits * 10 >= step * ranks.count ? max(best, Double(hits) / Double(k)) : best
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func curvesAreTheirDefinitions(batch: UInt64) throws {
    for seed in batch * 20..<(batch + 1) * 20 {
      let sample = RetrievalCase<Float>(seed: seed)
      for query in sample.relevant.indices {
        let ranks = RelevantRanks(
          sample.ranks(query: query, .lowerIndexFirst), galleryCount: sample.scores.columns)
        let precision = try #require(PrecisionRecallCurve().values(for: ranks))
        #expect(zip(precision, precision.dropFirst()).allSatisfy { $0 >= $1 }, "seed \(seed)")
        if ranks.count > 0 { #expect(precision == precisions(by: ranks), "seed \(seed)") }
        let limit = sample.scores.columns + 2
        let cmc = try #require(CMCCurve(upTo: limit).values(for: ranks))
        #expect(cmc == (1...limit).map { Success(at: $0).value(for: ranks) }, "seed \(seed)")
        #expect(cmc.last == (ranks.count > 0 ? 1 : 0), "seed \(seed)")
      }
    }
  }
}
