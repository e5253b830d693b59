/// The text with everything a terminal could obey made visible: `\u{1b}` in place of an escape
/// character.
///
/// Control characters, line and paragraph separators and the invisible format characters that
/// reorder text (U+202E and its like) are written as their code; everything else stays. The result
/// is for people, not for looking files up.
public func terminalSafe(_ text: some StringProtocol) -> String {
  // Nearly every text is harmless, and an archive may bring a million names.
  if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return String(text) }
  var result: [UInt8] = []
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    if isObeyed(scalar) {
      result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".utf8)
    } else {
      result.append(contentsOf: String(scalar).utf8)
    }
  }
  return String(decoding: result, as: UTF8.self)
}

private func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
  // The tables of Unicode are slow.
  if scalar.value < 0x80 { return scalar.value < 0x20 || scalar.value == 0x7f }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
  default: return false
  }
}
