extension JSONValue {
  /// The text with sorted keys, so that equal documents have equal texts: on one line, or indented
  /// for people.
  public func text(indented: Bool = false) -> String {
    var output = ""
    write(to: &output, indent: indented ? 0 : nil)
    return output
  }

  /// Appends the text; `indent` is the depth of an indented document, nil for one line.
  private func write(to output: inout String, indent: Int?) {
    switch self {
    case .null: output += "null"
    case .boolean(let value): output += value ? "true" : "false"
    case .integer(let value): output += "\(value)"
    case .number(let value): output += Self.text(of: value)
    case .string(let value): Self.write(string: value, to: &output)
    case .array(let items):
      Self.write(
        items.map { (nil, $0) }, open: "[", close: "]", to: &output,
        // Arrays of scalars stay on one line: a list of two betas is not worth four.
        indent: items.allSatisfy(\.isScalar) ? nil : indent)
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      Self.write(
        sorted.map { ($0.key, $0.value) }, open: "{", close: "}", to: &output, indent: indent)
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func write(
    _ items: [(key: String?, value: JSONValue)], open: String, close: String,
    to output: inout String, indent: Int?
  ) {
    let inner = indent.map { $0 + 1 }
    output += open
    for (index, item) in items.enumerated() {
      if index > 0 { output += inner == nil ? ", " : "," }
      if let inner { output += "\n" + String(repeating: "  ", count: inner) }
      if let key = item.key {
        write(string: key, to: &output)
        output += ": "
      }
      item.value.write(to: &output, indent: inner)
    }
    if let indent, !items.isEmpty { output += "\n" + String(repeating: "  ", count: indent) }
    output += close
  }

  /// The shortest digits that read back as the same number; JSON has no word for infinities and
  /// NaN, so they are null.
  private static func text(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    let digits = "\(value)"
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }

  private static func write(string: String, to output: inout String) {
    output += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
