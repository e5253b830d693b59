import Glibc

/// The regularised incomplete beta function I_x(a, b).
///
/// By its continued fraction (Abramowitz and Stegun 26.5.8), evaluated by the method of Lentz.
enum IncompleteBeta {
  /// I_x(a, b) for a, b > 0 and x in [0, 1]. `y` is 1 - x, which the caller knows to all digits where
  /// x is close to 1.
  static func regularised(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard y > 0 else { return 1 }
    // The fraction converges fast where x is below the mean; elsewhere the mirrored one does.
    guard x <= (a + 1) / (a + b + 2) else { return 1 - regularised(y, x, b, a) }
    let front = exp(a * log(x) + b * log(y) - logBeta(a, b))
    return front * fraction(x, a, b) / a
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var value = d
    for m in 1...500 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      value *= c * d
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      value *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return value
  }

  private static func logBeta(_ a: Double, _ b: Double) -> Double {
    logGamma(a) + logGamma(b) - logGamma(a + b)
  }

  /// log Γ(x) for x > 0: Stirling's series (Abramowitz and Stegun 6.1.41) once x is large enough.
  private static func logGamma(_ x: Double) -> Double {
    var (x, product) = (x, 1.0)
    while x < 15 {
      product *= x
      x += 1
    }
    let inverse = 1 / (x * x)
    let coefficients = [1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0]
    let series = coefficients.reversed().reduce(0) { $0 * inverse + $1 } / x
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * .pi) + series - log(product)
  }
}
