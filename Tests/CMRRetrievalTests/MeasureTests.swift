import CMRDense
import CMRRandom
import CMRRetrieval
import CMRTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct MeasureTests {
  // Ranks 1, 3 and 6 of 10, worked out by hand.
  let ranks = RelevantRanks([1, 3, 6], galleryCount: 10)
  let none = RelevantRanks([], galleryCount: 10)

  @Test func averagePrecision() {
    let firstTwo: Double = 1 + 2.0 / 3
    let all: Double = firstTwo + 0.5
    #expect(AveragePrecision().value(for: ranks) == all / 3)
    #expect(AveragePrecision(cutoff: 3).value(for: ranks) == firstTwo / 2)
    let trec = AveragePrecision(cutoff: 3, normaliser: .allRelevant)
    #expect(trec.value(for: ranks) == firstTwo / 3)
    let late = RelevantRanks([5], galleryCount: 10)
    #expect(AveragePrecision(cutoff: 4).value(for: late) == 0)
    #expect(AveragePrecision(cutoff: 99).value(for: late) == 0.2)
  }

  @Test func cutOffMeasures() {
    #expect(Precision(at: 3).value(for: ranks) == 2.0 / 3)
    #expect(Precision(at: 20).value(for: ranks) == 3.0 / 20)
    #expect(Recall(at: 3).value(for: ranks) == 2.0 / 3)
    #expect(Recall(at: 10).value(for: ranks) == 1)
    #expect(Success(at: 1).value(for: ranks) == 1)
    #expect(Success(at: 4).value(for: RelevantRanks([5], galleryCount: 9)) == 0)
    #expect(ReciprocalRank().value(for: RelevantRanks([4, 5], galleryCount: 9)) == 0.25)
    #expect(ReciprocalRank(cutoff: 3).value(for: RelevantRanks([4], galleryCount: 9)) == 0)
    let second: Double = 1 / log2(3)
    let ideal: Double = 1 + second + 0.5
    let gained: Double = 1.5 + 1 / log2(7)
    #expect(NDCG().value(for: ranks) == gained / ideal)
    #expect(NDCG(cutoff: 2).value(for: ranks) == 1 / (1 + second))
  }

  @Test func queriesWithoutRelevantItemsCountZeroOrNothing() {
    func values(_ rule: WithoutRelevant) -> [Double?] {
      let measures: [any RetrievalMeasure] = [
        AveragePrecision(withoutRelevant: rule), Precision(at: 5, withoutRelevant: rule),
        Recall(at: 5, withoutRelevant: rule), Success(at: 5, withoutRelevant: rule),
        ReciprocalRank(withoutRelevant: rule), NDCG(withoutRelevant: rule),
      ]
      return measures.map { $0.value(for: none) }
    }
    #expect(values(.zero) == Array(repeating: 0, count: 6))
    #expect(values(.skipped) == Array(repeating: nil, count: 6))
  }

  @Test func namesAndConventionsAreWhole() {
    #expect(AveragePrecision().name == "AP")
    #expect(AveragePrecision(cutoff: 50).name == "AP(norm=hits)@50")
    #expect(AveragePrecision(cutoff: 50, normaliser: .allRelevant).name == "AP@50")
    #expect(
      [Precision(at: 5).name, Recall(at: 5).name, Success(at: 1).name] == [
        "P@5", "R@5", "Success@1",
      ])
    #expect([ReciprocalRank().name, ReciprocalRank(cutoff: 10).name] == ["RR", "RR@10"])
    #expect([NDCG().name, NDCG(cutoff: 10).name] == ["nDCG", "nDCG@10"])
    #expect(
      AveragePrecision().convention
        == "over the whole ranking, divided by all relevant items; queries without a relevant item "
        + "count 0")
    #expect(
      AveragePrecision(cutoff: 50, withoutRelevant: .skipped).convention
        == "over the first 50 items, divided by the relevant items among them; queries without a "
        + "relevant item are left out")
  }

  @Test func meansAreOverTheQueriesThatCount() throws {
    let scores = Matrix<Float>([[3, 2, 1], [1, 2, 3], [1, 1, 1]])
    let relevance = try Relevance.listed([[0], [0], []], galleryCount: 3)
    func evaluation(_ rule: WithoutRelevant) throws -> RetrievalEvaluation {
      try RetrievalEvaluation.evaluate(
        scores: scores, relevance: relevance, measures: [AveragePrecision(withoutRelevant: rule)])
    }
    let sum: Double = 1 + 1.0 / 3
    #expect(try evaluation(.zero).meanAveragePrecision == sum / 3)
    #expect(try evaluation(.skipped).meanAveragePrecision == sum / 2)
    #expect(try evaluation(.skipped).measures[0].perQuery == [1, 1.0 / 3, nil])
    #expect(try evaluation(.zero).queriesWithoutRelevant == 1)
    #expect(
      try evaluation(.zero).measures[0].convention
        == "over the whole ranking, divided by all relevant items; queries without a relevant item "
        + "count 0; equal scores in ascending gallery index")
    let nobody = try RetrievalEvaluation.evaluate(
      scores: Matrix<Float>(rows: 0, columns: 3),
      relevance: .listed([], galleryCount: 3))
    #expect(nobody.meanAveragePrecision == nil)
    #expect(nobody.queryCount == 0)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func multiLabelRelevanceIsASharedLabel(seed: UInt64) throws {
    let labelCount = 1 + Int(seed) * 5  // up to three words of 64
    let (queries, gallery) = (randomLabels(4, labelCount, seed), randomLabels(9, labelCount, ~seed))
    let relevance = try Relevance.sharedLabel(
      queries: LabelSets(multiHot: queries, rows: 4, labelCount: labelCount),
      gallery: LabelSets(multiHot: gallery, rows: 9, labelCount: labelCount))
    for query in 0..<4 {
      let expected = (0..<9).filter { item in
        (0..<labelCount).contains {
          queries[query * labelCount + $0] != 0 && gallery[item * labelCount + $0] != 0
        }
      }
      #expect(relevance.relevantItems(to: query) == expected)
    }
  }

  private func randomLabels(_ rows: Int, _ count: Int, _ seed: UInt64) -> [UInt8] {
    var stream = RandomStream(seed: seed, domain: "test/labels")
    return (0..<rows * count).map { _ in stream.uniform() < 1.5 / Double(count) ? 1 : 0 }
  }
}
