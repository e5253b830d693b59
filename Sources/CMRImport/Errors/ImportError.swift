internal import CMRArchive

/// Why an import did not happen. The destination is then as it was before.
public struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure, for programs.
  public enum Code: String, Hashable, Sendable {
    /// There is nothing at an input's path, or it cannot be read.
    case unreadableInput
    /// The input is no archive, folder or data file that can be read.
    case notAnArchive
    /// No layout has the name that was asked for.
    case unknownLayoutName
    /// No layout fits what the input holds.
    case noLayoutFits
    /// Several layouts or files fit, and nothing says which is meant.
    case ambiguous
    /// A layout fits but for something that is missing.
    case incomplete
    /// A variant was asked for that the input does not hold.
    case unknownVariant
    /// Two parts that must agree in rows or columns do not.
    case shapesDisagree
    /// A label, or a stored row index, that cannot be one.
    case invalidLabel
    /// A feature is NaN, infinite or beyond the range of Float32.
    case notFinite
    /// A validation rule that cannot be read or applied.
    case invalidRule
    /// A recipe that contradicts itself or cannot be read.
    case invalidRecipe
    /// A member of the input is damaged or of a kind that cannot be read.
    case damagedMember
    /// A file that was to hold noisy labels holds none that are known, or none that a store can take.
    case notNoise
    /// Noisy labels are of other rows or classes than the store's, or in another order.
    case otherSet
    /// The same file or key stands twice in the input.
    case duplicate
    /// The input changed between planning and running.
    case inputChanged
    /// The store could not be written, or may not be replaced.
    case destination
    /// The caller asked to stop.
    case stopped
  }

  /// The kind of failure.
  public let code: Code
  /// What failed, where, and both numbers where two disagree. Names from the input are safe to
  /// print.
  public let message: String
  /// What to do about it, where there is something to do.
  public let remedy: String?

  /// Makes the whole text safe to print: a name of a variable, of a tensor, of a file may come from
  /// anybody, and one that is forgotten where a text is put together would reach the terminal.
  init(_ code: Code, _ message: String, remedy: String? = nil) {
    self.code = code
    self.message = terminalSafe(message)
    self.remedy = remedy.map { terminalSafe($0) }
  }

  /// One line: the message and, after a semicolon, the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}
