/// Why rows could not be split.
package struct SplitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What failed, where, with the numbers that disagree.
  package let message: String
  /// What to do about it, where there is something.
  package let remedy: String?

  /// One line: the message, then the remedy.
  package var description: String { remedy.map { "\(message); \($0)" } ?? message }
}

extension SplitError {
  static func badPart(_ text: String) -> Self {
    Self(
      message: "'\(text)' does not say which split gets how many rows",
      remedy: "write NAME=AMOUNT, such as validation2=0.2")
  }

  static func badAmount(_ text: String, of part: String) -> Self {
    Self(
      message: "'\(text)' of '\(part)' is no amount of rows",
      remedy:
        "give a number of rows, a share between 0 and 1 such as 0.2 or 1/5, or 'rest' for all that"
        + " are left")
  }

  static func partTwice(_ name: String) -> Self {
    Self(message: "the split '\(name)' is named twice", remedy: "name each once")
  }

  static func restTwice(_ first: String, _ second: String) -> Self {
    Self(
      message: "'\(first)' and '\(second)' both get the rest of the rows",
      remedy: "give one of them an amount")
  }

  static func sharesTooMany(_ parts: [SplitPart]) -> Self {
    let shares = parts.compactMap { part -> String? in
      if case .share = part.amount { part.amount.description } else { nil }
    }
    return Self(
      message: "the shares \(shares.joined(separator: " and ")) are more than all rows",
      remedy: "give shares of which the sum is at most 1")
  }

  static func sharesTooFine(_ parts: [SplitPart]) -> Self {
    Self(
      message:
        "the shares \(parts.map(\.amount.description).joined(separator: ", ")) have no common"
        + " denominator that can be counted with",
      remedy: "round them")
  }

  static func tooManyRows(_ wanted: Int, of rows: Int, in what: String) -> Self {
    Self(
      message: "the new splits ask for \(wanted) of the \(rows) rows of \(what)",
      remedy: "ask for fewer rows, or for shares")
  }

  static func emptyPart(_ part: SplitPart, rows: Int, in what: String) -> Self {
    Self(
      message: "'\(part.name)' (\(part.amount)) would get none of the \(rows) rows of \(what)",
      remedy: "ask for more rows")
  }
}
