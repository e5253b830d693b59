extension Matrix {
  /// An orthonormal basis of what the columns span, of which the first k span what the first k
  /// columns do; a column that depends on those before it becomes zero, or what rounding leaves.
  ///
  /// Modified Gram-Schmidt in Double, each vector twice, after which orthogonality holds to rounding
  /// (Giraud, Langou, Rozložník, 2005).
  public func orthonormalColumns() -> Matrix {
    converted(to: Double.self).transposed().orthonormalRows().transposed()
      .converted(to: Scalar.self)
  }
}

extension Matrix<Double> {
  /// ``orthonormalColumns()`` of the rows.
  func orthonormalRows() -> Matrix {
    var vectors = self
    for index in 0..<rows {
      var vector = Array(vectors.row(index))
      for _ in 0..<2 { Self.makeOrthogonal(&vector, to: vectors, rows: 0..<index) }
      let length = Kernels.dot(vector.elementSpan, vector.elementSpan).squareRoot()
      vectors.setRow(index, to: vector.map { length > 0 ? $0 / length : 0 })
    }
    return vectors
  }

  /// Subtracts from `vector` its projections on the unit rows `rows` of `basis`, one after the
  /// other.
  private static func makeOrthogonal(
    _ vector: inout [Double], to basis: Matrix<Double>, rows: Range<Int>
  ) {
    for row in rows {
      let unit = basis.span.extracting(basis.rowRange(row))
      let projection = Kernels.dot(unit, vector.elementSpan)
      var target = vector.mutableSpan
      Kernels.add(unit, scale: -projection, to: &target)
    }
  }
}
