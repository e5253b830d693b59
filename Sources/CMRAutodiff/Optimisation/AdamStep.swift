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

  /// Moves parameter and moments by `gradient`; `largest` is AMSGrad's, and empty without it.
  ///
  /// Works in blocks, because square roots are vectorised only in a loop of their own: 1024
  /// elements of five arrays are 20 KiB in Float and stay in the first-level cache. Other sizes
  /// were not measured.
  func apply(
    _ gradient: Matrix<Scalar>, to parameter: inout Matrix<Scalar>, first: inout Matrix<Scalar>,
    second: inout Matrix<Scalar>, largest: inout Matrix<Scalar>
  ) {
    let count = gradient.count
    var scratch = InlineArray<1024, Scalar>(repeating: 0)
    for start in stride(from: 0, to: count, by: scratch.count) {
      let range = start..<min(start + scratch.count, count)
      var all = scratch.mutableSpan
      var roots = all._mutatingExtracting(0..<range.count)
      advance(gradient, range, &parameter, &first, &second)
      if largest.count > 0 {
        raise(&largest, to: second, range)
        Scalar.squareRoots(largest.span.extracting(range), into: &roots)
      } else {
        Scalar.squareRoots(second.span.extracting(range), into: &roots)
      }
      descend(&parameter, range, first, roots: roots.span)
    }
  }

  /// Weight decay and both moments.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func advance(
    _ gradient: Matrix<Scalar>, _ range: Range<Int>, _ parameter: inout Matrix<Scalar>,
    _ first: inout Matrix<Scalar>, _ second: inout Matrix<Scalar>
  ) {
    let g = gradient.span.extracting(range)
    var allP = parameter.mutableSpan
    var p = allP._mutatingExtracting(range)
    var allM = first.mutableSpan
    var m = allM._mutatingExtracting(range)
    var allV = second.mutableSpan
    var v = allV._mutatingExtracting(range)
    for i in 0..<range.count {
      p[i] *= decay
      let slope = g[i] + penalty * p[i]
      let difference = slope - m[i]
      // torch's lerp has two forms, so that it is exact at both ends.
      m[i] =
        weight1 < 0.5 ? m[i] + weight1 * difference : slope - difference * (1 - weight1)
      v[i] = v[i] * beta2 + weight2 * slope * slope
    }
  }

  /// `largest = max(largest, second)`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func raise(
    _ largest: inout Matrix<Scalar>, to second: Matrix<Scalar>, _ range: Range<Int>
  ) {
    let v = second.span.extracting(range)
    var all = largest.mutableSpan
    var top = all._mutatingExtracting(range)
    for i in 0..<range.count { top[i] = v[i] > top[i] ? v[i] : top[i] }
  }

  /// The step itself, with the roots of the second moment.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func descend(
    _ parameter: inout Matrix<Scalar>, _ range: Range<Int>, _ first: Matrix<Scalar>,
    roots: Span<Scalar>
  ) {
    let m = first.span.extracting(range)
    var all = parameter.mutableSpan
    var p = all._mutatingExtracting(range)
    for i in 0..<range.count { p[i] += rate * m[i] / (roots[i] / correction + epsilon) }
  }
}
