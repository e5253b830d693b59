extension Matrix {
  /// Every row divided by its Euclidean length.
  ///
  /// Lengths below `floor` count as `floor`, as in `torch.nn.functional.normalize`: a zero row
  /// stays zero.
  public func normalisedRows(floor: Scalar = Scalar(Self.defaultFloor)) -> Matrix {
    var result = self
    result.normaliseRows(floor: floor)
    return result
  }

  /// Divides every row by its Euclidean length, in place; see ``normalisedRows(floor:)``.
  public mutating func normaliseRows(floor: Scalar = Scalar(Self.defaultFloor)) {
    let factors = rowNorms().map { 1 / Swift.max($0, floor) }
    scaleRows(by: factors.elementSpan)
  }

  /// Divides every column by its Euclidean length, in place; lengths below `floor` count as
  /// `floor`.
  public mutating func normaliseColumns(floor: Scalar = Scalar(Self.defaultFloor)) {
    let factors = columnNorms().map { 1 / Swift.max($0, floor) }
    let rows = rows
    var target = mutableSpan
    Kernels.scaleColumns(&target, rows: rows, by: factors.elementSpan)
  }

  /// The Euclidean length of each column.
  public func columnNorms() -> [Scalar] {
    var sums = [Scalar](repeating: 0, count: columns)
    var target = sums.mutableSpan
    Kernels.addColumnSquares(span, rows: rows, to: &target)
    return sums.map { $0.squareRoot() }
  }

  /// The least length that rows and columns are divided by: torch's default, far below any
  /// embedding's length.
  public static var defaultFloor: Double { 1e-12 }
}

extension Kernels {
  /// Adds the squares of each row of `x` to `sums`, rows in ascending order.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func addColumnSquares<Scalar: DenseScalar>(
    _ x: Span<Scalar>, rows: Int, to sums: inout MutableSpan<Scalar>
  ) {
    let columns = sums.count
    checked(x.count, rows * columns)
    for row in 0..<rows {
      let line = x.extracting(row * columns..<(row + 1) * columns)
      for column in 0..<columns { sums[column] += line[column] * line[column] }
    }
  }

  /// Multiplies column j of `y` by `factors[j]`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func scaleColumns<Scalar: DenseScalar>(
    _ y: inout MutableSpan<Scalar>, rows: Int, by factors: Span<Scalar>
  ) {
    let columns = factors.count
    checked(y.count, rows * columns)
    for row in 0..<rows {
      var line = y._mutatingExtracting(row * columns..<(row + 1) * columns)
      for column in 0..<columns { line[column] *= factors[column] }
    }
  }
}
