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
  ///
  /// The encoder leaves some characters in that a terminal obeys; outside of strings there are none,
  /// so that each becomes the escape that every reader of JSON knows.
  public static func print(_ value: some Encodable) throws {
    Console.write(
      result: replacingUnprintable(in: try text(value)) { scalar in
        String(scalar).utf16.map { unit in
          let digits = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
      })
  }
}
