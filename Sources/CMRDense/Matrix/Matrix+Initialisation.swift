/// Random matrices. The numbers come from a closure, so that this module needs no generator and the
/// caller decides which stream pays; each says how many it takes and in which order.
extension Matrix {
  /// Elements uniform in ±`bound`; takes one uniform number in [0, 1) per element, row after row.
  public static func uniform(
    rows: Int, columns: Int, bound: Double, _ uniform: () -> Double
  ) -> Matrix {
    let elements = (0..<rows * columns).map { _ in Scalar(bound * (2 * uniform() - 1)) }
    return Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// A weight of a layer from `rows` to `columns` with Glorot and Bengio's bound, sqrt(6 / (rows +
  /// columns)) (AISTATS 2010).
  public static func xavierUniform(rows: Int, columns: Int, _ uniform: () -> Double) -> Matrix {
    Self.uniform(
      rows: rows, columns: columns, bound: (6 / Double(rows + columns)).squareRoot(), uniform)
  }

  /// A weight of a layer from `rows` to `columns` with He's bound for ReLU, sqrt(6 / rows) (ICCV
  /// 2015).
  public static func kaimingUniform(rows: Int, columns: Int, _ uniform: () -> Double) -> Matrix {
    Self.uniform(rows: rows, columns: columns, bound: (6 / Double(rows)).squareRoot(), uniform)
  }

  /// Elements uniform in ±1 / sqrt(`fanIn`): what `torch.nn.Linear` uses for both its weight and
  /// its bias.
  public static func fanInUniform(
    rows: Int, columns: Int, fanIn: Int, _ uniform: () -> Double
  ) -> Matrix {
    Self.uniform(rows: rows, columns: columns, bound: 1 / Double(fanIn).squareRoot(), uniform)
  }

  /// The first `columns` columns of a random orthogonal matrix of `rows` rows, uniform over all
  /// such (Haar measure).
  ///
  /// Columns of normal numbers made orthonormal in turn. Takes `rows` normal numbers per column, so
  /// fewer columns from the same stream are the same first columns.
  public static func randomOrthogonal(
    rows: Int, columns: Int, _ normal: () -> Double
  ) -> Matrix {
    precondition(columns <= rows, "\(columns) vectors of length \(rows) cannot be orthogonal")
    let vectors = Matrix<Double>(
      rows: columns, columns: rows, elements: (0..<rows * columns).map { _ in normal() })
    return vectors.orthonormalRows().transposed().converted(to: Scalar.self)
  }
}
