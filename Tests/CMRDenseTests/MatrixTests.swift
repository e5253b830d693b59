import CMRDense
import CMRRandom
import CMRTestSupport
import Testing

struct MatrixTests {
  private let matrix = Matrix<Double>([[1, 2, 3], [4, 5, 6]])

  @Test func elementsAndRows() {
    #expect(matrix.rows == 2 && matrix.columns == 3 && matrix.count == 6)
    #expect(matrix[1, 0] == 4)
    #expect(Array(matrix.row(1)) == [4, 5, 6])
    #expect(matrix.rows(1..<2) == Matrix([[4, 5, 6]]))
    #expect(matrix.gathering(rows: [1, 0, 1]) == Matrix([[4, 5, 6], [1, 2, 3], [4, 5, 6]]))
    #expect(matrix.gathering(rows: []).shape == "[0, 3]")
    #expect(matrix.description == "Matrix [2, 3] [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]")
    #expect(Matrix<Float>(rows: 10, columns: 10).description == "Matrix [10, 10]")
  }

  @Test func changesDoNotReachCopies() {
    var copy = matrix
    copy[0, 0] = 9
    copy.setRow(1, to: [7, 8, 9])
    copy.withMutableRow(0) { $0[2] = 5 }
    #expect(copy == Matrix([[9, 2, 5], [7, 8, 9]]))
    #expect(matrix == Matrix([[1, 2, 3], [4, 5, 6]]))
  }

  @Test(arguments: [(1, 1), (1, 20), (16, 16), (17, 33), (50, 3)])
  func transposing(rows: Int, columns: Int) {
    let matrix = Matrix<Float>.normal(rows, columns, seed: 5)
    let transposed = matrix.transposed()
    #expect(transposed.rows == columns && transposed.columns == rows)
    for i in 0..<rows { for j in 0..<columns { #expect(transposed[j, i] == matrix[i, j]) } }
    #expect(transposed.transposed() == matrix)
  }

  @Test func joiningAndReshaping() {
    #expect(
      Matrix.concatenated([matrix, matrix.rows(0..<1)])
        == Matrix([[1, 2, 3], [4, 5, 6], [1, 2, 3]]))
    #expect(matrix.reshaped(rows: 3, columns: 2) == Matrix([[1, 2], [3, 4], [5, 6]]))
  }

  @Test func converting() {
    let tenth = Matrix<Double>([[0.1, -.infinity]])
    #expect(tenth.converted(to: Float.self) == Matrix<Float>([[0.1, -.infinity]]))
    #expect(tenth.converted(to: Double.self) == tenth)
    #expect(
      tenth.converted(to: Float.self).converted(to: Double.self)[0, 0] == Double(Float(0.1)))
  }

  @Test func arithmetic() {
    #expect(matrix + matrix == 2 * matrix)
    #expect(matrix - matrix == Matrix(rows: 2, columns: 3))
    #expect(matrix.map { $0 * $0 } == Matrix([[1, 4, 9], [16, 25, 36]]))
    var changed = matrix
    let row: [Double] = [1, 0, -1]
    let factors: [Double] = [2, 3]
    changed.add(row: row.span)
    changed.scaleRows(by: factors.span)
    #expect(changed == Matrix([[4, 4, 4], [15, 15, 15]]))
  }

  @Test(arguments: [0, 1, 7, 8, 9, 64, 1001])
  func sumsOfAnyLength(count: Int) {
    let values = Matrix<Double>.normal(1, count, seed: UInt64(count))
    let expected = values.elements.reduce(0, +)
    #expect(abs(values.sum() - expected) < 1e-12)
    let squares = values.elements.reduce(0) { $0 + $1 * $1 }
    #expect(abs(values.rowNorms()[0] - squares.squareRoot()) < 1e-12)
    #expect(abs(values.dot(row: 0, with: values, row: 0) - squares) < 1e-11)
    if count > 0 {
      #expect(
        values.argmaxRows() == [
          values.elements.indices.max { values.elements[$0] < values.elements[$1] }
        ])
    }
  }

  @Test func reductions() {
    #expect(matrix.rowSums() == [6, 15])
    #expect(matrix.columnSums() == [5, 7, 9])
    #expect(matrix.columnMeans() == [2.5, 3.5, 4.5])
    #expect(matrix.mean() == 3.5)
    #expect(Matrix<Float>([[3, -4]]).maximumMagnitude() == 4)
    #expect(matrix.isFinite() && Matrix<Float>(rows: 0, columns: 2).isFinite())
    for bad in [Double.nan, .infinity, -.infinity] {
      for column in 0..<3 {
        var damaged = matrix
        damaged[1, column] = bad
        #expect(!damaged.isFinite())
      }
    }
  }
}
