/// Sums run over eight lanes that are added at the end: the order is fixed, the compiler can keep
/// the lanes in vector registers, and rounding errors grow with an eighth of the length.
extension Kernels {
  /// The sum of all elements; 0 of none.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func sum<Scalar: DenseScalar>(_ x: Span<Scalar>) -> Scalar {
    var lanes = SIMD8<Scalar>()
    let whole = x.count & ~7
    for i in stride(from: 0, to: whole, by: 8) { lanes += eight(x, at: i) }
    var total = lanes.sum()
    for i in whole..<x.count { total += x[i] }
    return total
  }

  /// The sum of the products of corresponding elements.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func dot<Scalar: DenseScalar>(_ x: Span<Scalar>, _ y: Span<Scalar>) -> Scalar {
    let count = checked(x.count, y.count)
    var lanes = SIMD8<Scalar>()
    let whole = count & ~7
    for i in stride(from: 0, to: whole, by: 8) { lanes += eight(x, at: i) * eight(y, at: i) }
    var total = lanes.sum()
    for i in whole..<count { total += x[i] * y[i] }
    return total
  }

  /// The largest element; minus infinity of none. NaN elements are passed over.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func maximum<Scalar: DenseScalar>(_ x: Span<Scalar>) -> Scalar {
    var lanes = SIMD8<Scalar>(repeating: -.infinity)
    let whole = x.count & ~7
    for i in stride(from: 0, to: whole, by: 8) { lanes = larger(eight(x, at: i), lanes) }
    var largest = lanes[0]
    for lane in 1..<8 { largest = larger(lanes[lane], largest) }
    for i in whole..<x.count { largest = larger(x[i], largest) }
    return largest
  }

  // One machine instruction (maxss): the second operand if the first is NaN, which `Swift.max` on
  // floating point is not.
  @inline(__always)
  private static func larger<Scalar: DenseScalar>(_ a: Scalar, _ b: Scalar) -> Scalar {
    a > b ? a : b
  }

  // Lane by lane: the comparison operators of SIMD types are not turned into vector instructions in
  // generic code (60 times slower).
  @inline(__always)
  private static func larger<Scalar: DenseScalar>(_ a: SIMD8<Scalar>, _ b: SIMD8<Scalar>)
    -> SIMD8<Scalar>
  {
    SIMD8(
      larger(a[0], b[0]), larger(a[1], b[1]), larger(a[2], b[2]), larger(a[3], b[3]),
      larger(a[4], b[4]), larger(a[5], b[5]), larger(a[6], b[6]), larger(a[7], b[7]))
  }

  /// Adds each row of `x`, which has `sums.count` columns, to `sums`, rows in ascending order.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func addColumnSums<Scalar: DenseScalar>(
    _ x: Span<Scalar>, rows: Int, to sums: inout MutableSpan<Scalar>
  ) {
    let columns = sums.count
    checked(x.count, rows * columns)
    for row in 0..<rows {
      let line = x.extracting(row * columns..<(row + 1) * columns)
      for column in 0..<columns { sums[column] += line[column] }
    }
  }

  @inline(__always)
  private static func eight<Scalar: DenseScalar>(_ x: Span<Scalar>, at i: Int) -> SIMD8<Scalar> {
    SIMD8(x[i], x[i + 1], x[i + 2], x[i + 3], x[i + 4], x[i + 5], x[i + 6], x[i + 7])
  }
}
