extension Matrix {
  /// op(A) op(B), where op transposes if asked to: [m, k] x [k, n] -> [m, n].
  public static func product(
    _ a: Matrix, _ b: Matrix, transposingA: Bool = false, transposingB: Bool = false
  ) -> Matrix {
    let shape = productShape(a, b, transposingA: transposingA, transposingB: transposingB)
    var result = Matrix(rows: shape.rows, columns: shape.columns)
    result.setProduct(of: a, b, transposingA: transposingA, transposingB: transposingB)
    return result
  }

  /// Becomes `scale` op(A) op(B), whatever it was; nothing is allocated.
  public mutating func setProduct(
    of a: Matrix, _ b: Matrix, transposingA: Bool = false, transposingB: Bool = false,
    scale: Scalar = 1
  ) {
    addProduct(
      of: a, b, transposingA: transposingA, transposingB: transposingB, scale: scale, keeping: 0)
  }

  /// Becomes `keeping` times itself plus `scale` op(A) op(B); nothing is allocated.
  ///
  /// With `keeping` 0 the old elements are not read, so NaN among them does no harm.
  public mutating func addProduct(
    of a: Matrix, _ b: Matrix, transposingA: Bool = false, transposingB: Bool = false,
    scale: Scalar = 1, keeping: Scalar = 1
  ) {
    let shape = Self.productShape(a, b, transposingA: transposingA, transposingB: transposingB)
    precondition(
      rows == shape.rows && columns == shape.columns,
      "a product of shape [\(shape.rows), \(shape.columns)] does not fit a matrix of shape "
        + self.shape)
    var target = mutableSpan
    Scalar.multiply(shape, scale: scale, a.span, b.span, keeping: keeping, into: &target)
  }

  private static func productShape(
    _ a: Matrix, _ b: Matrix, transposingA: Bool, transposingB: Bool
  ) -> ProductShape {
    let (rows, innerA) = transposingA ? (a.columns, a.rows) : (a.rows, a.columns)
    let (innerB, columns) = transposingB ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(
      innerA == innerB,
      "cannot multiply \(a.shape)\(transposingA ? " transposed" : "") by "
        + "\(b.shape)\(transposingB ? " transposed" : "")")
    return ProductShape(
      rows: rows, columns: columns, inner: innerA, transposingA: transposingA,
      transposingB: transposingB)
  }
}
