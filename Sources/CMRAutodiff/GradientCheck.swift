public import CMRDense

/// How well a gradient agrees with central differences, at its worst element.
public struct GradientCheck: Sendable, Equatable, CustomStringConvertible {
  /// The input with the worst element.
  public let input: Int
  /// The row of the worst element.
  public let row: Int
  /// The column of the worst element.
  public let column: Int
  /// The derivative that the tape computed there.
  public let analytic: Double
  /// The difference quotient there.
  public let numeric: Double

  /// |analytic - numeric| over the larger of both and 1.
  public var error: Double {
    let difference = abs(analytic - numeric)
    return difference / max(1, abs(analytic), abs(numeric))
  }

  /// NaN is worse than any number.
  fileprivate func isWorse(than other: GradientCheck?) -> Bool {
    guard let other else { return true }
    return !other.error.isNaN && !(error <= other.error)
  }

  /// The worst element in words.
  public var description: String {
    "input \(input) [\(row), \(column)]: derivative \(analytic), difference quotient \(numeric)"
  }
}

/// Compares the gradient of a computation with central differences, element by element, and returns
/// the worst.
///
/// For each input element x the quotient is (f(x + h) - f(x - h)) / 2h with h = `step` max(1, |x|):
/// its own error is about `step`² from the third derivative and 1e-16 / `step` from rounding, so
/// 1e-5 leaves an ``GradientCheck/error`` near 1e-10 of a right gradient of a smooth function. Keep
/// inputs away from kinks (of relu, clip, maxima) by more than `step`.
///
/// ```swift
/// let worst = gradientCheck(of: [x, w]) { tape, inputs in
///   inputs[0].matmul(inputs[1]).relu().mean()
/// }
/// #expect(worst.error < 1e-8)
/// ```
///
/// - Parameters:
///   - inputs: Where the gradient is checked; there is at least one element.
///   - step: The relative step of the difference quotient.
///   - loss: The computation; its result is 1 x 1. It runs twice per input element, so keep
///       inputs small.
public func gradientCheck(
  of inputs: [Matrix<Double>], step: Double = 1e-5,
  _ loss: (Tape<Double>, [Variable<Double>]) -> Variable<Double>
) -> GradientCheck {
  precondition(inputs.contains { $0.count > 0 }, "there is no element to differentiate by")
  let tape = Tape<Double>()
  let variables = inputs.map { tape.parameter($0) }
  let gradients = tape.gradients(of: loss(tape, variables))
  let analytic = variables.map { gradients[$0] }

  func evaluate(_ inputs: [Matrix<Double>]) -> Double {
    tape.reset()
    return loss(tape, inputs.map { tape.constant($0) }).scalar
  }

  var worst: GradientCheck?
  for (input, matrix) in inputs.enumerated() {
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        let element = matrix[row, column]
        let h = step * max(1, abs(element))
        var moved = inputs
        moved[input][row, column] = element + h
        let above = evaluate(moved)
        moved[input][row, column] = element - h
        let check = GradientCheck(
          input: input, row: row, column: column, analytic: analytic[input][row, column],
          numeric: (above - evaluate(moved)) / (2 * h))
        if check.isWorse(than: worst) { worst = check }
      }
    }
  }
  return worst ?? GradientCheck(input: 0, row: 0, column: 0, analytic: 0, numeric: 0)
}
