import CMRDense
import CMRRandom
import CMRRetrieval

/// A seeded case: scores with many ties, infinities and zeros of both signs, and any relevance.
struct RetrievalCase<Scalar: RankableScalar> {
  let scores: Matrix<Scalar>
  let relevant: [[Int]]

  init(seed: UInt64) {
    var stream = RandomStream(seed: seed, domain: "test/retrieval")
    let gallery = 1 + stream.uniform(below: 40)
    let queries = 1 + stream.uniform(below: 4)
    let levels = 1 + stream.uniform(below: 12)
    let rate = stream.uniform()
    let special: [Scalar] = [
      0, -0.0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    ]
    scores = Matrix(
      rows: queries, columns: gallery,
      elements: (0..<queries * gallery).map { _ in
        stream.uniform() < 0.2
          ? special[stream.uniform(below: special.count)]
          : Scalar(stream.uniform(below: levels)) / 3 - 1
      })
    relevant = (0..<queries).map { _ in (0..<gallery).filter { _ in stream.uniform() < rate } }
  }

  func relevance() throws -> Relevance { try .listed(relevant, galleryCount: scores.columns) }

  /// By definition: an item's rank is one more than the number of items ahead of it.
  func ranks(query: Int, _ tieRule: TieRule) -> [Int] {
    let row = Array(scores.row(query))
    return relevant[query].map { item in
      1
        + row.indices.count { other in
          row[other] > row[item]
            || (row[other] == row[item]
              && (tieRule == .lowerIndexFirst ? other < item : other > item))
        }
    }.sorted()
  }
}
