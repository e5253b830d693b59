import CMRDense
import CMRRandom
import Testing

/// The subspace of largest variance against the eigenvectors of the covariance.
@Suite struct PrincipalSubspaceTests {
  /// Rows whose variance falls by half from one direction to the next, around a mean far off.
  private func rows(_ count: Int, _ width: Int, seed: UInt64) -> Matrix<Double> {
    var random = RandomStream(seed: seed, domain: "subspace")
    let directions = Matrix<Double>.randomOrthogonal(rows: width, columns: width) {
      random.normal()
    }
    var scaled = Matrix<Double>(
      rows: count, columns: width, elements: (0..<count * width).map { _ in random.normal() })
    for row in 0..<count {
      var deviation = 1.0
      let values = scaled.row(row).map { value in
        deviation *= 0.7
        return value * deviation + 5
      }
      scaled.setRow(row, to: values)
    }
    return .product(scaled, directions)
  }

  private func subspace(_ rows: Matrix<Double>, _ dimensions: Int, passes: Int)
    -> PrincipalSubspace<Double>
  {
    var statistics = ColumnStatistics(columns: rows.columns)
    statistics.add(rows)
    var random = RandomStream(seed: 9, domain: "start")
    var subspace = PrincipalSubspace<Double>(
      mean: statistics.mean, dimensions: dimensions
    ) { random.normal() }
    for _ in 0..<passes {
      for start in stride(from: 0, to: rows.rows, by: 40) {
        subspace.add(rows.rows(start..<min(start + 40, rows.rows)))
      }
      subspace.improve()
    }
    return subspace
  }

  private func variance(_ rows: Matrix<Double>) -> Double {
    rows.elements.reduce(0) { $0 + $1 * $1 } / Double(rows.rows)
  }

  /// Of all subspaces of its dimension it has the most variance: the sum of the largest
  /// eigenvalues.
  @Test(arguments: 1...3 as ClosedRange<UInt64>) func variancesAreTheLargest(seed: UInt64) throws {
    let rows = rows(300, 24, seed: seed)
    let whole = subspace(rows, 24, passes: 0).coordinates(of: rows)
    var covariance = Matrix<Double>.product(whole, whole, transposingA: true)
    covariance.scale(by: 1 / 300)
    let eigen = try #require(SymmetricEigen(covariance))
    let most = eigen.values.prefix(6).reduce(0, +)
    let shares = [0, 1, 2, 20].map {
      variance(subspace(rows, 6, passes: $0).coordinates(of: rows)) / most
    }
    #expect(shares[0] < 0.8 && shares[0] < shares[1] && shares[1] < shares[2])
    #expect(shares[2] > 0.97 && abs(shares[3] - 1) < 1e-9)
  }

  @Test func wholeSpaceOnlyLosesItsMean() {
    let rows = rows(50, 8, seed: 4)
    let subspace = subspace(rows, 8, passes: 1)
    #expect(subspace.isWhole)
    let coordinates = subspace.coordinates(of: rows)
    let shifts = (0..<50).map { rows[$0, 3] - coordinates[$0, 3] }
    #expect(shifts.allSatisfy { abs($0 - shifts[0]) < 1e-12 })
    #expect(coordinates.columnSums().allSatisfy { abs($0) < 1e-9 })
  }

  /// Rows of fewer directions than asked for: the others stay empty, nothing becomes infinite.
  @Test func fewerDirectionsThanAsked() {
    var rows = Matrix<Double>(rows: 30, columns: 10)
    for row in 0..<30 { rows[row, 2] = Double(row) }
    let coordinates = subspace(rows, 4, passes: 2).coordinates(of: rows)
    #expect(coordinates.isFinite())
    #expect(abs(variance(coordinates) - (900 - 1) / 12.0) < 1e-9)
  }
}
