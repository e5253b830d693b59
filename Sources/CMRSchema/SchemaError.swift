import CMRJSON

/// Why a document could not be held against a schema at all. What is wrong *in* a document is a
/// ``SchemaViolation``.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure.
  public enum Code: Hashable, Sendable {
    /// No schema has that name.
    case unknownSchema
    /// The text is not JSON.
    case notJSON
    /// The schema uses a keyword, or a form of one, that the validator does not implement.
    case unsupportedSchema
  }

  /// The kind of failure.
  public let code: Code

  /// What failed, where.
  public let message: String

  /// What to do about it, where there is something.
  public let remedy: String?

  /// One line: the message, then the remedy.
  public var description: String { remedy.map { "\(message); \($0)" } ?? message }
}

extension SchemaError {
  static func unknownSchema(_ name: String, known: [String]) -> Self {
    Self(
      code: .unknownSchema, message: "there is no schema '\(name)'",
      remedy: "the schemas are: \(known.joined(separator: ", "))")
  }

  static func notJSON(_ what: String, _ error: JSONSyntaxError) -> Self {
    Self(code: .notJSON, message: "\(what) is not JSON: \(error)", remedy: nil)
  }

  static func unsupportedKeyword(_ keyword: String, at path: String, in schema: String) -> Self {
    Self(
      code: .unsupportedSchema,
      message:
        "schema '\(schema)' uses '\(keyword)' at '\(path)', which the validator does not know",
      remedy: nil)
  }

  static func unsupportedForm(_ detail: String, at path: String, in schema: String) -> Self {
    Self(
      code: .unsupportedSchema, message: "schema '\(schema)' at '\(path)': \(detail)", remedy: nil)
  }
}
