extension Kernels {
  /// Adds `row` to each of `rows` rows of `y`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func addRow<Scalar: DenseScalar>(
    _ row: Span<Scalar>, rows: Int, to y: inout MutableSpan<Scalar>
  ) {
    let columns = row.count
    checked(y.count, rows * columns)
    for index in 0..<rows {
      var line = y._mutatingExtracting(index * columns..<(index + 1) * columns)
      for column in 0..<columns { line[column] += row[column] }
    }
  }

  /// Multiplies row i of `y` by `factors[i]`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func scaleRows<Scalar: DenseScalar>(
    _ y: inout MutableSpan<Scalar>, columns: Int, by factors: Span<Scalar>
  ) {
    checked(y.count, factors.count * columns)
    for index in factors.indices {
      var line = y._mutatingExtracting(index * columns..<(index + 1) * columns)
      let factor = factors[index]
      for column in 0..<columns { line[column] *= factor }
    }
  }
}
