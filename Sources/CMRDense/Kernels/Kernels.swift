/// Loops over spans that the compiler turns into vector code.
///
/// Each is generic for the reader and `@specialized` (SE-0460) for the machine: callers in other
/// modules reach the compiled `Float` or `Double` body through one type check per call, not per
/// element. Counts are checked once, before the loop.
package enum Kernels {
  /// `y += scale * x`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func add<Scalar: DenseScalar>(
    _ x: Span<Scalar>, scale: Scalar, to y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] += scale * x[i] }
  }

  /// `y = x + scale * z`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func sum<Scalar: DenseScalar>(
    _ x: Span<Scalar>, _ z: Span<Scalar>, scale: Scalar, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    checked(z.count, y.count)
    for i in 0..<count { y[i] = x[i] + scale * z[i] }
  }

  /// `y = scale * x + offset`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func affine<Scalar: DenseScalar>(
    _ x: Span<Scalar>, scale: Scalar, offset: Scalar, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] = scale * x[i] + offset }
  }

  /// `y = x * z`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func product<Scalar: DenseScalar>(
    _ x: Span<Scalar>, _ z: Span<Scalar>, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    checked(z.count, y.count)
    for i in 0..<count { y[i] = x[i] * z[i] }
  }

  /// `y += scale * x * z`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func addProduct<Scalar: DenseScalar>(
    _ x: Span<Scalar>, _ z: Span<Scalar>, scale: Scalar, to y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    checked(z.count, y.count)
    for i in 0..<count { y[i] += scale * x[i] * z[i] }
  }

  /// Every element becomes itself times `scale`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func scale<Scalar: DenseScalar>(_ y: inout MutableSpan<Scalar>, by scale: Scalar) {
    for i in 0..<y.count { y[i] *= scale }
  }

  /// Every element becomes `value`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func fill<Scalar: DenseScalar>(_ y: inout MutableSpan<Scalar>, with value: Scalar)
  {
    for i in 0..<y.count { y[i] = value }
  }

  /// `y = x`, element by element.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func copy<Scalar: DenseScalar>(
    _ x: Span<Scalar>, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] = x[i] }
  }

  /// Each element of `x` as the other type, rounded to nearest.
  @specialized(where Scalar == Float, Other == Double)
  @specialized(where Scalar == Double, Other == Float)
  package static func convert<Scalar: DenseScalar, Other: DenseScalar>(
    _ x: Span<Scalar>, into y: inout MutableSpan<Other>
  ) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] = Other(x[i]) }
  }

  /// The common count; stops the program where two spans that go together differ.
  @discardableResult
  package static func checked(_ first: Int, _ second: Int) -> Int {
    precondition(first == second, "spans of \(first) and \(second) elements do not go together")
    return first
  }
}
