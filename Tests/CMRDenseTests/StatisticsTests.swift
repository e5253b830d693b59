import CMRDense
import CMRTestSupport
import Testing

struct ColumnStatisticsTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func equalsTwoPasses(seed: UInt64) {
    var matrix = Matrix<Float>.normal(500, 11, seed: seed)
    let means = (0..<11).map { Float($0 * 1000) }  // large: where sums of squares fail
    matrix.add(row: means.span)
    let wide = matrix.converted(to: Double.self)
    var statistics = ColumnStatistics(columns: 11)
    statistics.add(matrix)
    let mean = (0..<11).map { j in (0..<500).reduce(0) { $0 + wide[$1, j] } / 500 }
    let variance = (0..<11).map { j in
      (0..<500).reduce(0) { $0 + (wide[$1, j] - mean[j]) * (wide[$1, j] - mean[j]) } / 500
    }
    expectClose(statistics.mean, mean, relative: 1e-12, "mean")
    expectClose(statistics.variance, variance, relative: 1e-9, "variance")
    expectClose(statistics.standardDeviation, variance.map { $0.squareRoot() }, relative: 1e-9)
  }

  @Test(arguments: [1, 7, 100, 499])
  func blocksMakeNoDifference(blockRows: Int) {
    let matrix = Matrix<Float>.normal(500, 11, seed: 4)
    var whole = ColumnStatistics(columns: 11)
    whole.add(matrix)
    var blocks = ColumnStatistics(columns: 11)
    for start in stride(from: 0, to: 500, by: blockRows) {
      blocks.add(matrix.rows(start..<min(start + blockRows, 500)))
    }
    #expect(blocks == whole)
    #expect(blocks.rows == 500)
  }

  @Test func nothingSeen() {
    let statistics = ColumnStatistics(columns: 2)
    #expect(statistics.mean == [0, 0] && statistics.variance == [0, 0])
  }
}
