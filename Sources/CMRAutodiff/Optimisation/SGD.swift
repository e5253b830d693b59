public import CMRDense

/// Stochastic gradient descent with momentum, as `torch.optim.SGD`:
///
///     g <- g + λ p        b <- μ b + (1 - damping) g, in a parameter's first step b <- g
///     p <- p - lr b       or with Nesterov's form p <- p - lr (g + μ b)
public struct SGD<Scalar: DenseScalar>: Optimiser, Equatable {
  /// What may be chosen.
  public let options: SGDOptions

  private var slots: Slots<Scalar>

  /// An optimiser that has taken no step yet.
  public init(for parameters: Parameters<Scalar>, options: SGDOptions = SGDOptions()) {
    self.options = options
    slots = Slots(for: parameters, kinds: options.momentum == 0 ? [] : ["momentum"])
  }

  /// Takes one step; see ``Optimiser/update(_:_:_:learningRate:)``.
  public mutating func update(
    _ parameters: inout Parameters<Scalar>, _ variables: ParameterVariables<Scalar>,
    _ gradients: borrowing Gradients<Scalar>, learningRate: Double
  ) {
    slots.requireFit(of: parameters, variables.names)
    for position in slots.steps.indices {
      guard let gradient = gradients.matrix(of: variables[position: position]) else { continue }
      slots.steps[position] += 1
      let step = SGDStep<Scalar>(
        options: options, learningRate: learningRate, isFirst: slots.steps[position] == 1)
      if options.momentum == 0 {
        step.apply(gradient, to: &parameters.matrices[position])
      } else {
        step.apply(
          gradient, to: &parameters.matrices[position], momentum: &slots.arrays[0][position])
      }
    }
  }

  /// The momentum and step counts.
  public var state: OptimiserState<Scalar> { slots.state }

  /// Takes over a saved state; see ``Optimiser/restore(_:)``.
  public mutating func restore(_ state: OptimiserState<Scalar>) throws(AutodiffError) {
    slots = try slots.restored(from: state)
  }
}

/// What may be chosen of ``SGD``.
public struct SGDOptions: Sendable, Equatable, Codable {
  /// How much of the last step's direction is kept, μ.
  public var momentum: Double
  /// How much of a new gradient is held back from the momentum.
  public var damping: Double
  /// The L2 penalty, λ.
  public var weightDecay: Double
  /// Whether the step looks ahead along the momentum.
  public var nesterov: Bool

  /// Options; by default plain gradient descent.
  public init(
    momentum: Double = 0, damping: Double = 0, weightDecay: Double = 0, nesterov: Bool = false
  ) {
    self.momentum = momentum
    self.damping = damping
    self.weightDecay = weightDecay
    self.nesterov = nesterov
  }
}

/// The scalar factors of one step.
private struct SGDStep<Scalar: DenseScalar> {
  private let penalty: Scalar
  private let kept: Scalar
  private let taken: Scalar
  private let own: Scalar  // share of the gradient itself in the direction
  private let ahead: Scalar  // share of the momentum
  private let rate: Scalar

  init(options: SGDOptions, learningRate: Double, isFirst: Bool) {
    penalty = Scalar(options.weightDecay)
    kept = isFirst ? 0 : Scalar(options.momentum)
    taken = isFirst ? 1 : Scalar(1 - options.damping)
    own = options.nesterov ? 1 : 0
    ahead = options.nesterov ? Scalar(options.momentum) : 1
    rate = Scalar(-learningRate)
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply(_ gradient: Matrix<Scalar>, to parameter: inout Matrix<Scalar>) {
    let g = gradient.span
    var p = parameter.mutableSpan
    let count = Kernels.checked(g.count, p.count)
    for i in 0..<count { p[i] += rate * (g[i] + penalty * p[i]) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply(
    _ gradient: Matrix<Scalar>, to parameter: inout Matrix<Scalar>,
    momentum: inout Matrix<Scalar>
  ) {
    let g = gradient.span
    var p = parameter.mutableSpan
    var b = momentum.mutableSpan
    let count = Kernels.checked(g.count, p.count)
    Kernels.checked(b.count, count)
    for i in 0..<count {
      let slope = g[i] + penalty * p[i]
      b[i] = b[i] * kept + taken * slope
      p[i] += rate * (own * slope + ahead * b[i])
    }
  }
}
