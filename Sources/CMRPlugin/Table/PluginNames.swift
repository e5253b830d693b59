/// What names can be made of.
enum PluginNames {
  /// Of methods and of reported figures: lower-case letters, digits, hyphens.
  static func isMethodByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || isLower(byte) || isDigit(byte)
  }

  /// A letter, then letters and digits.
  static func isOption(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || isDigit($0) }
  }

  /// Of arrays, as checkpoints keep them: letters, digits, `.`, `_`, `-`.
  static func isArray(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        isLetter($0) || isDigit($0) || [".", "_", "-"].contains(Unicode.Scalar($0))
      }
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
}
