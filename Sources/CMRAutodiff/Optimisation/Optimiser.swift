public import CMRDense

/// Changes parameters against their gradients, step by step, and remembers what it must for the
/// next.
///
/// ```swift
/// var optimiser = Adam(for: parameters, options: .init(betas: (0.5, 0.999)))
/// for step in 0..<steps {
///   tape.reset()
///   let variables = tape.parameters(parameters)
///   let gradients = tape.gradients(of: loss(variables))
///   let rate = schedule.rate(base, at: step)
///   optimiser.update(&parameters, variables, gradients, learningRate: rate)
/// }
/// ```
public protocol Optimiser<Scalar>: Sendable {
  /// The numbers of the parameters.
  associatedtype Scalar: DenseScalar

  /// Takes one step.
  ///
  /// Parameters that the loss does not depend on are left alone, and so is their state, as torch
  /// does with those whose gradient is `None`.
  ///
  /// - Parameters:
  ///   - parameters: The model's parameters, the same names and shapes in every step; changed in
  ///       place.
  ///   - variables: Where the parameters stood on the tape.
  ///   - gradients: The derivatives of the loss.
  ///   - learningRate: The step's rate; see ``Schedule``.
  mutating func update(
    _ parameters: inout Parameters<Scalar>, _ variables: ParameterVariables<Scalar>,
    _ gradients: borrowing Gradients<Scalar>, learningRate: Double)

  /// Everything that the next step depends on besides its arguments and the options.
  var state: OptimiserState<Scalar> { get }

  /// Takes over a saved state; the steps that follow are bit for bit those that would have followed
  /// then.
  ///
  /// - Throws: ``AutodiffError`` if the state does not fit the parameters and options; the
  ///   optimiser is then unchanged.
  mutating func restore(_ state: OptimiserState<Scalar>) throws(AutodiffError)
}

/// What an optimiser remembers, in the form in which a checkpoint stores it.
public struct OptimiserState<Scalar: DenseScalar>: Sendable, Equatable {
  /// How many steps each parameter has taken.
  public var steps: [String: Int]

  /// Arrays named `PARAMETER/KIND`, for example `image.0.weight/first-moment`, each in its
  /// parameter's shape.
  public var arrays: Parameters<Scalar>

  /// A state from its parts.
  public init(steps: [String: Int], arrays: Parameters<Scalar>) {
    self.steps = steps
    self.arrays = arrays
  }
}
