import CMRDense
import Testing

/// Cholesky factors and singular values.
@Suite struct DecompositionTests {
  @Test(arguments: [1, 2, 7, 40]) func cholesky(size: Int) throws {
    let half = Matrix<Double>.normal(size + 3, size, seed: UInt64(size))
    let symmetric = Matrix.product(half, half, transposingA: true)
    let factor = try #require(Cholesky(symmetric))
    let rows = Matrix<Double>.normal(5, size, seed: 9)
    let solved = Matrix.product(factor.solving(rows), symmetric)
    for (found, wanted) in zip(solved.elements, rows.elements) {
      #expect(abs(found - wanted) < 1e-6)
    }
    // |L⁻¹ b|² = bᵀ A⁻¹ b.
    let halves = factor.halfSolving(rows)
    for row in 0..<5 {
      let length = halves.dot(row: row, with: halves, row: row)
      let wanted = rows.dot(row: row, with: factor.solving(rows), row: row)
      #expect(abs(length - wanted) < 1e-6 * max(1, wanted))
    }
  }

  @Test func oneHalfIsRead() throws {
    let factor = try #require(Cholesky(Matrix<Double>([[4, 2], [99, 2]])))
    #expect(factor.solving(Matrix<Double>([[6, 4]])) == Matrix<Double>([[1, 1]]))
  }

  @Test func notPositiveDefinite() {
    #expect(Cholesky(Matrix<Double>([[1, 2], [2, 1]])) == nil)
    #expect(Cholesky(Matrix<Double>([[0, 0], [0, 0]])) == nil)
    #expect(Cholesky(Matrix<Double>([[1, .nan], [.nan, 1]])) == nil)
    #expect(Cholesky(Matrix<Double>(rows: 0, columns: 0)) != nil)
  }

  @Test(arguments: [(1, 1), (3, 7), (7, 3), (20, 20), (1, 6)])
  func singularValues(rows: Int, columns: Int) throws {
    let matrix = Matrix<Double>.normal(rows, columns, seed: 4)
    let found = try #require(SingularValues(matrix))
    #expect(found.values.count == min(rows, columns))
    #expect(zip(found.values, found.values.dropFirst()).allSatisfy { $0 >= $1 })
    var scaled = found.right
    scaled.scaleRows(by: found.values.elementSpan)
    let again = Matrix.product(found.left, scaled, transposingA: true)
    for (found, wanted) in zip(again.elements, matrix.elements) {
      #expect(abs(found - wanted) < 1e-12)
    }
    for vectors in [found.left, found.right] {
      let angles = Matrix.product(vectors, vectors, transposingB: true)
      for i in 0..<angles.rows {
        for j in 0..<angles.rows { #expect(abs(angles[i, j] - (i == j ? 1 : 0)) < 1e-12) }
      }
    }
    for row in 0..<found.left.rows {
      #expect(try #require(found.left.row(row).max { abs($0) < abs($1) }) > 0)
    }
  }

  @Test func notFinite() {
    #expect(SingularValues(Matrix<Double>([[1, .infinity]])) == nil)
    #expect(SingularValues(Matrix<Double>(rows: 0, columns: 3))?.values == [])
  }
}
