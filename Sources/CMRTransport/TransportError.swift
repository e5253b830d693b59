/// Why a transport problem is not one, or has no solution.
///
/// An iteration that does not converge is no error: ``TransportPlan/isConverged`` says so.
public struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: Hashable, Sendable {
    /// The costs are empty, or one is NaN or minus infinity.
    case invalidCost
    /// A marginal has another length than the costs, is negative or not finite, or has no mass.
    case invalidMarginal
    /// The two marginals of a balanced problem have different totals.
    case unbalanced
    /// The mass to transport is not positive, or more than a marginal has.
    case invalidMass
    /// The regularisation is not positive.
    case invalidRegularisation
    /// Infinite costs forbid what the marginals demand.
    case infeasible
    /// Potentials to start from are those of a problem of another shape.
    case invalidStart
  }

  /// The kind of failure.
  public let code: Code

  /// What failed, where, with the numbers that disagree.
  public let message: String

  /// What to do about it, where there is something.
  public let remedy: String?

  /// One line: the message, then the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
