import CMRDense
import CMRRandom
import CMRTestSupport
import Testing

struct InitialisationTests {
  private static func orthogonal(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Double> {
    var stream = RandomStream(seed: seed, domain: "init")
    return .randomOrthogonal(rows: rows, columns: columns) { stream.normal() }
  }

  @Test(arguments: [(1, 1), (5, 5), (64, 10), (130, 130)], [1, 2] as [UInt64])
  func columnsAreOrthonormal(shape: (Int, Int), seed: UInt64) {
    let q = Self.orthogonal(shape.0, shape.1, seed: seed)
    let gram = Matrix.product(q, q, transposingA: true)
    let identity = (0..<shape.1).flatMap { i in (0..<shape.1).map { $0 == i ? 1.0 : 0.0 } }
    expectClose(gram.elements, identity, absolute: 1e-14 * Double(shape.0), "Q'Q")
  }

  @Test func fewerColumnsAreTheFirstOnes() {
    let all = Self.orthogonal(20, 20, seed: 3)
    let some = Self.orthogonal(20, 4, seed: 3)
    for i in 0..<20 { for j in 0..<4 { #expect(some[i, j] == all[i, j]) } }
  }

  @Test func directionsAreUniform() {
    // The first entry of a random unit vector of length n has variance 1 / n and mean 0.
    let entries = (0..<4000).map { Self.orthogonal(4, 4, seed: UInt64($0))[0, 3] }
    let mean = entries.reduce(0, +) / 4000
    let variance = entries.reduce(0) { $0 + $1 * $1 } / 4000
    #expect(abs(mean) < 5 * 0.5 / 63)
    #expect(abs(variance - 0.25) < 5 * 0.18 / 63)
  }

  @Test func boundsAreThoseOfTheSources() {
    var stream = RandomStream(seed: 1, domain: "init")
    func largest(_ matrix: Matrix<Double>) -> Double { matrix.maximumMagnitude() }
    let shape = (rows: 300, columns: 100)
    let xavier = Matrix<Double>.xavierUniform(rows: shape.rows, columns: shape.columns) {
      stream.uniform()
    }
    let kaiming = Matrix<Double>.kaimingUniform(rows: shape.rows, columns: shape.columns) {
      stream.uniform()
    }
    let torch = Matrix<Double>.fanInUniform(rows: shape.rows, columns: shape.columns, fanIn: 300) {
      stream.uniform()
    }
    for (matrix, bound) in [
      (xavier, (6.0 / 400).squareRoot()), (kaiming, (6.0 / 300).squareRoot()),
      (torch, 1 / 300.0.squareRoot()),
    ] {
      #expect(largest(matrix) <= bound && largest(matrix) > 0.999 * bound)
      #expect(abs(matrix.mean()) < 5 * bound / 3.0.squareRoot() / 173)
    }
    #expect(stream.position == 90_000, "one number per element")
  }
}
