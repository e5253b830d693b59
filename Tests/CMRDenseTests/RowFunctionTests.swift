import CMRDense
import CMRTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

struct RowFunctionTests {
  @Test(arguments: [(1, 1), (3, 5), (9, 17), (4, 100)], [1, 2] as [UInt64])
  func softmaxEqualsTheDefinition(shape: (Int, Int), seed: UInt64) {
    let logits = 3 * Matrix<Double>.normal(shape.0, shape.1, seed: seed)
    let totals = (0..<logits.rows).map { logits.row($0).reduce(0) { $0 + exp($1) } }
    let expected = (0..<logits.rows).flatMap { i in logits.row(i).map { exp($0) / totals[i] } }
    expectClose(logits.softmaxRows().elements, expected, relative: 1e-13, "softmax")
    expectClose(logits.logSoftmaxRows().elements, expected.map { log($0) }, absolute: 1e-12, "log")
    expectClose(logits.logSumExpRows(), totals.map { log($0) }, absolute: 1e-12, "log sum")
    let single = logits.converted(to: Float.self)
    expectClose(single.softmaxRows().elements, expected, absolute: 1e-6, "Float")
  }

  @Test func extremeLogits() {
    let logits = Matrix<Float>([[1000, 0, -1000], [-1e30, -1e30, -1e30]])
    expectClose(
      logits.softmaxRows().elements, [1, 0, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3], absolute: 1e-7)
    #expect(logits.logSoftmaxRows()[0, 2] == -2000)
    #expect(logits.logSumExpRows() == [1000, -1e30])
    #expect(Matrix<Float>([[1, .nan]]).softmaxRows()[0, 0].isNaN, "NaN is not hidden")
  }

  @Test func argmaxTakesTheFirstOfEquals() {
    let matrix = Matrix<Float>([[1, 3, 3], [5, 5, 5], [.nan, 1, 2], [.nan, .nan, .nan]])
    #expect(matrix.argmaxRows() == [1, 0, 2, 0])
    var long = Matrix<Float>(rows: 1, columns: 100)
    long[0, 77] = 1
    long[0, 91] = 1
    #expect(long.argmaxRows() == [77])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func normalising(seed: UInt64) {
    var matrix = Matrix<Double>.normal(7, 13, seed: seed)
    matrix.setRow(2, to: [Double](repeating: 0, count: 13))
    let unit = matrix.normalisedRows()
    for (row, length) in unit.rowNorms().enumerated() {
      #expect(row == 2 ? length == 0 : abs(length - 1) < 1e-14)
    }
    let lengths = matrix.rowNorms()
    for j in 0..<13 { #expect(abs(unit[0, j] * lengths[0] - matrix[0, j]) < 1e-14) }
    var columns = matrix
    columns.normaliseColumns()
    expectClose(columns.columnNorms(), [Double](repeating: 1, count: 13), absolute: 1e-14)
    let transposedFirst = matrix.transposed().normalisedRows().transposed()
    expectClose(columns.elements, transposedFirst.elements, absolute: 1e-14, "by columns")
  }

  @Test func shortRowsAreDividedByTheFloor() {
    let matrix = Matrix<Double>([[3e-3, 4e-3], [3, 4]])
    expectClose(
      matrix.normalisedRows(floor: 0.1).elements, [0.03, 0.04, 0.6, 0.8], absolute: 1e-15)
  }
}
