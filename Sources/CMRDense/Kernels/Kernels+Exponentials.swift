private import RealModule

extension Kernels {
  /// Writes `exp(x - shift)` and returns the sum of what it wrote.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func exponentials<Scalar: DenseScalar>(
    _ x: Span<Scalar>, less shift: Scalar, into y: inout MutableSpan<Scalar>
  ) -> Scalar {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] = Scalar.exp(x[i] - shift) }
    return sum(y.span)
  }

  /// The logarithm of the sum of `exp(x)`, without the element at `excluded` if there is one.
  ///
  /// The largest element is taken out first, so nothing overflows and at least one term is 1. Minus
  /// infinity of no elements.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package static func logSumExp<Scalar: DenseScalar>(_ x: Span<Scalar>, excluding excluded: Int?)
    -> Scalar
  {
    guard let excluded else {
      let largest = maximum(x)
      guard largest.isFinite else { return largest }
      return largest + Scalar.log(sumOfExponentials(x, less: largest))
    }
    let before = x.extracting(0..<excluded)
    let after = x.extracting(excluded + 1..<x.count)
    let largest = Swift.max(maximum(before), maximum(after))
    guard largest.isFinite else { return largest }
    return largest
      + Scalar.log(
        sumOfExponentials(before, less: largest) + sumOfExponentials(after, less: largest))
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private static func sumOfExponentials<Scalar: DenseScalar>(
    _ x: Span<Scalar>, less shift: Scalar
  ) -> Scalar {
    var total: Scalar = 0
    for i in x.indices { total += Scalar.exp(x[i] - shift) }
    return total
  }
}
