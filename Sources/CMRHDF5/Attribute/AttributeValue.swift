/// The value of an attribute, of the kinds that this module writes: single values and arrays of one
/// axis.
public enum AttributeValue: Hashable, Sendable {
  /// A 64-bit signed integer.
  case integer(Int64)
  /// A 64-bit floating-point number.
  case real(Double)
  /// A text in UTF-8 without NUL.
  case string(String)
  /// Integers.
  case integers([Int64])
  /// Floating-point numbers.
  case reals([Double])
  /// Texts.
  case strings([String])
}
