/// The text with every character that a terminal could obey written as its code, `\u{1b}`, but for
/// line breaks.
///
/// Names of classes, variables and files come from whoever made a set, and go through stores into
/// every report: what a command prints is made safe where it leaves the command, so that no report
/// can forget to.
package func printable(_ text: String) -> String {
  replacingUnprintable(in: text) { "\\u{\(String($0.value, radix: 16))}" }
}

/// The text with `replacement` in place of control characters other than line breaks, and of the
/// invisible ones that reorder what is seen.
func replacingUnprintable(
  in text: String, by replacement: (Unicode.Scalar) -> String
) -> String {
  guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if isUnprintable(scalar) {
      result += replacement(scalar)
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control: scalar != "\n"
  case .format, .lineSeparator, .paragraphSeparator: true
  default: false
  }
}
