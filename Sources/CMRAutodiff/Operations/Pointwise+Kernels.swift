import CMRDense
private import RealModule

extension Kernels {
  /// `y = max(x, 0)`; NaN stays NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func rectify<Scalar: DenseScalar>(
    _ x: Span<Scalar>, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] = x[i] < 0 ? 0 : x[i] }
  }

  /// `y = exp(x)`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func exp<Scalar: DenseScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] = Scalar.exp(x[i]) }
  }

  /// `y = log(x)`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func log<Scalar: DenseScalar>(_ x: Span<Scalar>, into y: inout MutableSpan<Scalar>) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] = Scalar.log(x[i]) }
  }

  /// `y` is the number in `lower...upper` that is nearest to `x`; NaN stays NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func clip<Scalar: DenseScalar>(
    _ x: Span<Scalar>, lower: Scalar, upper: Scalar, into y: inout MutableSpan<Scalar>
  ) {
    let count = checked(x.count, y.count)
    for i in 0..<count {
      let raised = x[i] < lower ? lower : x[i]
      y[i] = raised > upper ? upper : raised
    }
  }

  /// Puts 0 where `x` lies outside `lower...upper`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func clear<Scalar: DenseScalar>(
    _ gradient: inout MutableSpan<Scalar>, whereOutside x: Span<Scalar>, lower: Scalar,
    upper: Scalar
  ) {
    let count = checked(x.count, gradient.count)
    for i in 0..<count { gradient[i] = x[i] < lower || x[i] > upper ? 0 : gradient[i] }
  }

  /// `y = scale * y * x`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  static func multiply<Scalar: DenseScalar>(
    _ y: inout MutableSpan<Scalar>, by x: Span<Scalar>, scale: Scalar
  ) {
    let count = checked(x.count, y.count)
    for i in 0..<count { y[i] *= scale * x[i] }
  }
}
