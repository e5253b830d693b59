public import CMRAutodiff
public import CMRDense

/// Compares the gradient of a loss in 64 bits with central differences, by every element of
/// `inputs`, and throws where they disagree.
///
/// Write losses for any `DenseScalar`: what a method computes in 32 bits can then be checked in 64,
/// to far below what the whole step can be. Keep inputs away from kinks.
///
/// ```swift
/// try checkGradient(of: [image, text], names: ["image", "text"], method: "my-method") {
///   MyLoss.loss($1[0], $1[1])
/// }
/// ```
///
/// - Parameters:
///   - inputs: Where the gradient is checked.
///   - names: What the inputs are called in the error, one each.
///   - method: Whose loss it is, for the error.
///   - tolerance: The largest |derivative - quotient| over the larger of both and 1.
///   - loss: The computation; its result is 1 x 1.
public func checkGradient(
  of inputs: [Matrix<Double>], names: [String], method: String, tolerance: Double = 1e-7,
  _ loss: (Tape<Double>, [Variable<Double>]) -> Variable<Double>
) throws(NonConformance) {
  precondition(inputs.count == names.count, "\(names.count) names for \(inputs.count) inputs")
  let worst = gradientCheck(of: inputs, loss)
  guard !(worst.error <= tolerance) else { return }
  throw NonConformance(
    property: .gradients, method: method, place: "a loss in 64 bits",
    finding: "the derivative by '\(names[worst.input])' [\(worst.row), \(worst.column)] is "
      + "\(worst.analytic), the difference quotient \(worst.numeric); the relative error "
      + "\(worst.error) is above \(tolerance)",
    remedy: "a part of the loss does not reach the tape, or is held fixed on it")
}
