import FoundationEssentials

/// JSON as the commands print it: sorted keys, two-space indentation, one trailing newline.
public enum JSONOutput {
  /// The text of `value`.
  public static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Prints `value` on standard output.
  public static func print(_ value: some Encodable) throws { Console.result(try text(value)) }
}
