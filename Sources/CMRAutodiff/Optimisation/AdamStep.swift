import CMRDense
private import RealModule

/// The scalar factors of one step of Adam, prepared in Double and rounded once, as torch does.
struct AdamStep<Scalar: DenseScalar> {
  private let decay: Scalar  // factor of the parameter before the step
  private let penalty: Scalar  // factor of the parameter in the gradient
  private let weight1: Scalar  // 1 - β1
  private let beta2: Scalar
  private let weight2: Scalar  // 1 - β2
  private let correction: Scalar  // sqrt(1 - β2^t)
  private let epsilon: Scalar
  private let rate: Scalar  // -lr / (1 - β1^t)

  init(options: AdamOptions, learningRate: Double, step: Int) {
    let correction1 = 1 - Double.pow(options.beta1, step)
    let correction2 = 1 - Double.pow(options.beta2, step)
    switch options.weightDecay {
    case .coupled(let strength): (decay, penalty) = (1, Scalar(strength))
    case .decoupled(let strength): (decay, penalty) = (Scalar(1 - learningRate * strength), 0)
    }
    weight1 = Scalar(1 - options.beta1)
    beta2 = Scalar(options.beta2)
    weight2 = Scalar(1 - options.beta2)
    correction = Scalar(correction2.squareRoot())
    epsilon = Scalar(options.epsilon)
    rate = Scalar(-learningRate / correction1)
  }

  /// Moves parameter and moments; see ``Adam``.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply(
    _ gradient: Matrix<Scalar>, to parameter: inout Matrix<Scalar>,
    _ first: inout Matrix<Scalar>, _ second: inout Matrix<Scalar>
  ) {
    let g = gradient.span
    var p = parameter.mutableSpan
    var m = first.mutableSpan
    var v = second.mutableSpan
    let count = Kernels.checked(g.count, p.count)
    Kernels.checked(m.count, count)
    Kernels.checked(v.count, count)
    for i in 0..<count {
      p[i] *= decay
      let slope = g[i] + penalty * p[i]
      m[i] = moved(m[i], towards: slope)
      v[i] = v[i] * beta2 + weight2 * slope * slope
      p[i] += rate * m[i] / (v[i].squareRoot() / correction + epsilon)
    }
  }

  /// The same with the largest second moment in the denominator.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply(
    _ gradient: Matrix<Scalar>, to parameter: inout Matrix<Scalar>,
    _ first: inout Matrix<Scalar>, _ second: inout Matrix<Scalar>,
    largest: inout Matrix<Scalar>
  ) {
    let g = gradient.span
    var p = parameter.mutableSpan
    var m = first.mutableSpan
    var v = second.mutableSpan
    var top = largest.mutableSpan
    let count = Kernels.checked(g.count, p.count)
    Kernels.checked(m.count, count)
    Kernels.checked(v.count, count)
    Kernels.checked(top.count, count)
    for i in 0..<count {
      p[i] *= decay
      let slope = g[i] + penalty * p[i]
      m[i] = moved(m[i], towards: slope)
      v[i] = v[i] * beta2 + weight2 * slope * slope
      top[i] = v[i] > top[i] ? v[i] : top[i]
      p[i] += rate * m[i] / (top[i].squareRoot() / correction + epsilon)
    }
  }

  /// torch's `lerp` with weight 1 - β1: two forms, so that it is exact at both ends.
  @inline(__always)
  private func moved(_ start: Scalar, towards end: Scalar) -> Scalar {
    weight1 < 0.5
      ? start + weight1 * (end - start) : end - (end - start) * (1 - weight1)
  }
}
