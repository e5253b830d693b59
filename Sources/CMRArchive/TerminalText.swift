/// The text with everything a terminal could obey made visible: `\u{1b}` in place of an escape
/// character.
///
/// Control characters, line and paragraph separators and the invisible format characters that
/// reorder text (U+202E and its like) are written as their code; everything else stays. The result
/// is for people, not for looking files up.
public func terminalSafe(_ text: some StringProtocol) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default:
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}
