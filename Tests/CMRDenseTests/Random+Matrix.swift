import CMRDense
import CMRRandom

extension Matrix {
  /// Normal numbers, for tests.
  static func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var stream = RandomStream(seed: seed, domain: "test/\(rows)x\(columns)")
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Scalar(stream.normal()) })
  }

  /// Small integers, whose products are exact and often equal.
  static func integers(_ rows: Int, _ columns: Int, seed: UInt64, below bound: Int) -> Matrix {
    var stream = RandomStream(seed: seed, domain: "test/integers")
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows * columns).map { _ in Scalar(stream.uniform(below: bound)) })
  }
}
