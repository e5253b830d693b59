import CMRDense
import CMRRandom

extension RandomStream {
  /// Normal numbers.
  mutating func matrix<Scalar: DenseScalar>(
    _ rows: Int, _ columns: Int, of _: Scalar.Type = Double.self
  ) -> Matrix<Scalar> {
    Matrix(
      rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in Scalar(normal()) })
  }

  /// Rows of unit length, all within about a right angle of each other: as embeddings are.
  mutating func embeddings(_ rows: Int, _ columns: Int) -> Matrix<Float> {
    var result = matrix(rows, columns, of: Float.self)
    result.add(Matrix(rows: rows, columns: columns, repeating: 0.5))
    return result.normalisedRows()
  }

  /// Class indices.
  mutating func labels(_ rows: Int, classes: Int) -> [Int32] {
    (0..<rows).map { _ in Int32(uniform(below: classes)) }
  }

  /// Rows that sum to 1.
  mutating func distributions(_ rows: Int, _ columns: Int) -> Matrix<Double> {
    matrix(rows, columns).softmaxRows()
  }
}
