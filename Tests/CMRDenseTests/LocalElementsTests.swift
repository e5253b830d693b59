import CMRDense
import Testing

/// Elements that exist nowhere but in the argument of one call, of values that the compiler cannot
/// know: where a callee's use of a span goes unnoticed, an optimised caller never stores them (see
/// `Array.elementSpan` in CMRDense).
///
/// They can only fail in a release build.
@Suite struct LocalElementsTests {
  private static let numbers = [2.0, 3, 5]

  @Test(arguments: numbers) func `a matrix of one call is summed`(x: Double) {
    #expect(Matrix(rows: 1, columns: 2, elements: [7, x]).sum() == 7 + x)
    #expect(Matrix([[7, x]]).sum() == 7 + x)
    #expect(Matrix(rows: 2, columns: 1, elements: [7, x]).columnSums() == [7 + x])
    #expect(Matrix(rows: 2, columns: 1, elements: [x, -7]).rowNorms() == [x, 7])
    #expect(Matrix(rows: 2, columns: 2, elements: [x, 1, 1, x]).transposed()[1, 1] == x)
    #expect(Matrix(rows: 1, columns: 2, elements: [x, x]).softmaxRows()[0, 0] == 0.5)
    #expect(Matrix(rows: 1, columns: 2, elements: [x, x + 1]).argmaxRows() == [1])
    #expect(!Matrix(rows: 1, columns: 2, elements: [x, .nan]).isFinite())
  }

  @Test(arguments: numbers) func `a matrix of one call lends its elements`(x: Double) {
    let matrix = Matrix(rows: 1, columns: 2, elements: [7, x])
    #expect(Kernels.sum(matrix.span) == 7 + x)
    #expect(Kernels.sum(Matrix(rows: 1, columns: 2, elements: [7, x]).span) == 7 + x)
    var changed = Matrix(rows: 1, columns: 2, elements: [7, x])
    var target = changed.mutableSpan
    Kernels.scale(&target, by: 2)
    #expect(changed.elements == [14, 2 * x])
  }

  @Test(arguments: numbers) func `matrices of one call are multiplied and added`(x: Double) {
    let row = Matrix(rows: 1, columns: 2, elements: [7, x])
    #expect(Matrix.product(row, row, transposingB: true)[0, 0] == 49 + x * x)
    #expect(row.dot(row: 0, with: Matrix(rows: 1, columns: 2, elements: [x, 1]), row: 0) == 8 * x)
    var sum = Matrix(rows: 1, columns: 2, elements: [1, x])
    sum.add(Matrix(rows: 1, columns: 2, elements: [x, 1]), scale: 2)
    #expect(sum.elements == [1 + 2 * x, x + 2])
    var statistics = ColumnStatistics(columns: 1)
    statistics.add(Matrix(rows: 2, columns: 1, elements: [x, 3 * x]))
    #expect(statistics.mean == [2 * x] && statistics.variance == [x * x])
  }

  @Test(arguments: [1, 2]) func `rows are gathered by a list of one call`(index: Int) {
    let column = Matrix<Double>([[10], [11], [12]])
    let gathered = column.gathering(rows: [index, index - 1])
    #expect(gathered.elements == [10 + Double(index), 9 + Double(index)])
  }

  @Test(arguments: numbers) func `neighbours are found among rows of one call`(x: Double) {
    let queries = Matrix(rows: 1, columns: 2, elements: [x, 0])
    let gallery = Matrix(rows: 2, columns: 2, elements: [0, x, x, 0])
    #expect(queries.nearestNeighbours(1, in: gallery).indices == [1])
  }
}
