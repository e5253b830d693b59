/// Where and why a text is not JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, the first being 1.
  public let line: Int
  /// The character within the line, the first being 1.
  public let column: Int
  /// What is wrong there.
  public let problem: String

  /// `line 3, column 14: expected ',' or '}', found '"'`.
  public var description: String { "line \(line), column \(column): \(problem)" }

  /// `plan.json:3:14: expected ',' or '}', found '"'`: the form in which compilers name a place,
  /// which editors and terminals can follow.
  public func text(in file: String) -> String { "\(file):\(line):\(column): \(problem)" }
}
