/// One thing in a document that its schema does not allow.
public struct SchemaViolation: Hashable, Sendable, CustomStringConvertible {
  /// Where in the document: a JSON Pointer, empty for the whole of it.
  public let instancePath: String

  /// The keyword of JSON Schema that is not satisfied.
  public let keyword: String

  /// What is wrong, with the value found and the value wanted.
  public let message: String

  /// One line: where, what, and in brackets the keyword.
  public var description: String {
    "\(instancePath.isEmpty ? "/" : instancePath): \(message) [\(keyword)]"
  }
}
