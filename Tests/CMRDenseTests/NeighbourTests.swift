import CMRDense
import CMRRandom
import Testing

struct NeighbourTests {
  /// By the definition: sort everything by descending similarity, then index.
  static func bruteForce<Scalar: DenseScalar>(
    _ queries: Matrix<Scalar>, _ gallery: Matrix<Scalar>, _ count: Int, excludingSelf: Bool
  ) -> [[Int]] {
    (0..<queries.rows).map { i in
      let candidates = (0..<gallery.rows).filter { !excludingSelf || $0 != i }
      let similarity = candidates.map { queries.dot(row: i, with: gallery, row: $0) }
      let order = candidates.indices.sorted {
        (-similarity[$0], candidates[$0]) < (-similarity[$1], candidates[$1])
      }
      return order.prefix(count).map { candidates[$0] }
    }
  }

  // Small integers make scalar products exact, so ties are ties in any order of summation; sizes
  // cross both block borders.
  @Test(arguments: [(5, 3), (300, 10), (2100, 7), (2, 1)], [1, 2] as [UInt64])
  func equalsBruteForceWithTies(shape: (Int, Int), seed: UInt64) {
    let matrix = Matrix<Float>.integers(shape.0, 6, seed: seed, below: 3)
    let found = matrix.nearestNeighbours(shape.1, rowsAreUnit: true)
    let rows = shape.0 > 1000 ? Array(stride(from: 0, to: shape.0, by: 97)) : Array(0..<shape.0)
    let queries = matrix.gathering(rows: rows)
    for (position, row) in rows.enumerated() {
      let expected = Self.bruteForce(
        queries.rows(position..<position + 1), matrix, shape.1 + 1, excludingSelf: false
      )[0].filter { $0 != row }.prefix(shape.1)
      // Leaving out the row itself afterwards leaves `count` others whether or not it was among the
      // first.
      #expect(Array(found.indices(of: row)) == Array(expected), "row \(row)")
      for (place, index) in found.indices(of: row).enumerated() {
        #expect(found.similarities[row, place] == matrix.dot(row: row, with: matrix, row: index))
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func cosinesOfRandomRows(seed: UInt64) {
    let matrix = Matrix<Double>.normal(120, 9, seed: seed)
    let unit = matrix.normalisedRows()
    let found = matrix.nearestNeighbours(10)
    let expected = Self.bruteForce(unit, unit, 10, excludingSelf: true)
    for row in 0..<120 { #expect(Array(found.indices(of: row)) == expected[row]) }
    #expect(found == matrix.nearestNeighbours(10), "the same bits again")
  }

  @Test func otherGallery() {
    let queries = Matrix<Float>.normal(30, 5, seed: 8)
    let gallery = Matrix<Float>.normal(200, 5, seed: 9)
    let found = queries.nearestNeighbours(4, in: gallery)
    let expected = Self.bruteForce(
      queries.normalisedRows(), gallery.normalisedRows(), 4, excludingSelf: false)
    for row in 0..<30 { #expect(Array(found.indices(of: row)) == expected[row]) }
  }

  @Test func duplicatesAreNeighboursAndOneselfIsNot() {
    let matrix = Matrix<Float>([[1, 0], [1, 0], [1, 0], [0, 1]])
    let found = matrix.nearestNeighbours(2)
    #expect((0..<4).map { Array(found.indices(of: $0)) } == [[1, 2], [0, 2], [0, 1], [0, 1]])
  }

  @Test func fewerThanAskedFor() {
    #expect(Matrix<Float>([[1, 0], [0, 1]]).nearestNeighbours(10).count == 1)
    #expect(Matrix<Float>([[1, 0]]).nearestNeighbours(10).indices == [])
    #expect(Matrix<Float>(rows: 0, columns: 3).nearestNeighbours(10).indices == [])
  }

  @Test func notANumberComesLast() {
    let matrix = Matrix<Float>([[1, 0], [.nan, 0], [0, 1]])
    let found = matrix.nearestNeighbours(2, rowsAreUnit: true)
    #expect(Array(found.indices(of: 0)) == [2, 1])
    #expect(found.similarities[0, 1] == -.infinity)
  }
}
