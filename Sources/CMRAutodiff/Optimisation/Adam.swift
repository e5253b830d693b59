public import CMRDense

/// Adam (Kingma and Ba, ICLR 2015), AdamW (Loshchilov and Hutter, ICLR 2019) and AMSGrad (Reddi,
/// Kale, Kumar, ICLR 2018).
///
/// For gradient g, after t steps of the parameter:
///
///     m <- β1 m + (1 - β1) g          v <- β2 v + (1 - β2) g²
///     p <- p - lr / (1 - β1^t) · m / (sqrt(v) / sqrt(1 - β2^t) + ε)
///
/// The arithmetic is that of `torch.optim.Adam`'s single-tensor path, operation by operation in the
/// parameters' precision with scalar factors prepared in Double; torch's vector code fuses some
/// multiplications with additions, so that last bits may differ. AMSGrad puts the largest v so far
/// in the denominator.
public struct Adam<Scalar: DenseScalar>: Optimiser, Equatable {
  /// What may be chosen.
  public let options: AdamOptions

  private var slots: Slots<Scalar>

  /// An optimiser that has taken no step yet.
  public init(for parameters: Parameters<Scalar>, options: AdamOptions = AdamOptions()) {
    self.options = options
    let kinds = ["first-moment", "second-moment"]
    slots = Slots(
      for: parameters, kinds: options.amsgrad ? kinds + ["largest-second-moment"] : kinds)
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
      let step = AdamStep<Scalar>(
        options: options, learningRate: learningRate, step: slots.steps[position])
      var first = slots.take(0, of: position)
      var second = slots.take(1, of: position)
      var largest = options.amsgrad ? slots.take(2, of: position) : Matrix(rows: 0, columns: 0)
      step.apply(
        gradient, to: &parameters.matrices[position], first: &first, second: &second,
        largest: &largest)
      slots.put(first, 0, of: position)
      slots.put(second, 1, of: position)
      if options.amsgrad { slots.put(largest, 2, of: position) }
    }
  }

  /// The moments and step counts.
  public var state: OptimiserState<Scalar> { slots.state }

  /// Takes over a saved state; see ``Optimiser/restore(_:)``.
  public mutating func restore(_ state: OptimiserState<Scalar>) throws(AutodiffError) {
    slots = try slots.restored(from: state)
  }
}

/// What may be chosen of ``Adam``; the defaults are torch's.
public struct AdamOptions: Sendable, Equatable, Codable {
  /// How the weights shrink.
  public enum WeightDecay: Sendable, Equatable, Codable {
    /// λ p is added to the gradient: the L2 penalty of Adam.
    case coupled(Double)
    /// The parameter is multiplied by 1 - lr λ beforehand: AdamW.
    case decoupled(Double)
  }

  /// The decay of the first moment, β1.
  public var beta1: Double
  /// The decay of the second moment, β2.
  public var beta2: Double
  /// Added to the denominator, ε.
  public var epsilon: Double
  /// How the weights shrink; by default not.
  public var weightDecay: WeightDecay
  /// Whether the largest second moment so far takes the place of the present one.
  public var amsgrad: Bool

  /// Options; what is not given is as in torch.
  public init(
    betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8,
    weightDecay: WeightDecay = .coupled(0), amsgrad: Bool = false
  ) {
    beta1 = betas.0
    beta2 = betas.1
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.amsgrad = amsgrad
  }
}
