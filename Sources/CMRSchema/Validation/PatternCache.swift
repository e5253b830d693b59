internal import _StringProcessing

/// The regular expressions of a schema, compiled when they are first needed: compiling one costs
/// far more than matching.
final class PatternCache {
  private var expressions: [String: Regex<AnyRegexOutput>] = [:]

  /// Whether `pattern` matches anywhere in `text`; loading the schema made sure that it is a
  /// pattern.
  func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = expression(pattern) else { return false }
    return text.firstMatch(of: expression) != nil
  }

  private func expression(_ pattern: String) -> Regex<AnyRegexOutput>? {
    if let known = expressions[pattern] { return known }
    // The standard counts scalars, not characters.
    let expression = try? Regex(pattern).matchingSemantics(.unicodeScalar)
    expressions[pattern] = expression
    return expression
  }
}
