extension ContainerError {
  /// Damage of `object` of the file called `file`; `why` completes the sentence after a colon.
  static func damaged(_ object: some CustomStringConvertible, of file: String, _ why: String)
    -> ContainerError
  {
    ContainerError(
      code: .damaged, message: "'\(object)' of '\(file)' is damaged: \(why)",
      remedy: "restore the file from a good copy")
  }

  static func damaged(_ damage: Damage, of file: String) -> ContainerError {
    damaged(damage.object, of: file, damage.reason)
  }
}

/// One damaged object of a sealed file.
public struct Damage: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The path of the object within the file; "/" where the file as a whole cannot be read.
  public let object: String
  /// What is wrong with it.
  public let reason: String

  /// Damage of `object` for `reason`, a sentence without its end.
  public init(object: String, reason: String) {
    self.object = object
    self.reason = reason
  }

  /// "'/labels/clean': …".
  public var description: String { "'\(object)': \(reason)" }
}

/// Why an element is damaged, in words that errors and reports share.
enum DamageReason {
  static func listing(stored: String, computed: String) -> String {
    "its description has SHA-256 \(computed), its digest says \(stored)"
  }

  static func content(stored: String, computed: String) -> String {
    "its content has SHA-256 \(computed), its digest says \(stored)"
  }

  static func rows(_ rows: [Int], of count: Int) -> String {
    let first = rows.prefix(5).map(String.init).joined(separator: ", ")
    let more = rows.count > 5 ? " and \(rows.count - 5) more" : ""
    return rows.count == 1
      ? "row \(first) of \(count) does not match its checksum"
      : "rows \(first)\(more) of \(count) do not match their checksums"
  }
}
