/// Why optimiser state could not be restored.
public struct AutodiffError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Code: String, Sendable {
    /// State of a parameter that the optimiser needs is not there.
    case missingState
    /// State of something that is not a parameter is there.
    case unexpectedState
    /// An array of the state has not the shape of its parameter.
    case shapeMismatch
    /// A step count is not one that an optimiser can have reached.
    case invalidStep
  }

  /// What kind of failure it is.
  public let code: Code
  /// What and where, with both values that disagree.
  public let message: String
  /// What to do about it.
  public let remedy: String?

  /// One line: the message and the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}

extension AutodiffError {
  private static let otherModel =
    "the state belongs to another model or optimiser: use the options it was saved with"

  static func missing(_ array: String, of parameter: String) -> AutodiffError {
    AutodiffError(
      code: .missingState,
      message: "the optimiser state has no '\(array)' of parameter '\(parameter)'",
      remedy: otherModel)
  }

  static func unexpected(_ name: String) -> AutodiffError {
    AutodiffError(
      code: .unexpectedState,
      message: "the optimiser state has '\(name)', which no parameter of this model needs",
      remedy: otherModel)
  }

  static func shape(_ array: String, _ found: String, parameter: String, _ expected: String)
    -> AutodiffError
  {
    AutodiffError(
      code: .shapeMismatch,
      message: "the optimiser state '\(array)' has the shape \(found), "
        + "but parameter '\(parameter)' has \(expected)",
      remedy: otherModel)
  }

  static func step(_ step: Int, of parameter: String) -> AutodiffError {
    AutodiffError(
      code: .invalidStep,
      message: "the optimiser state says that parameter '\(parameter)' took \(step) steps",
      remedy: nil)
  }
}
