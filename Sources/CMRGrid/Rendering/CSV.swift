/// Comma-separated values: RFC 4180 with line feeds.
package enum CSV {
  /// One line; a field that would be read as several is quoted. Names of plans are none, but what a
  /// method calls its figures is its own affair.
  package static func line(of fields: [String]) -> String {
    fields.map { field in
      guard field.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return field }
      return "\"\(field.replacing("\"", with: "\"\""))\""
    }.joined(separator: ",")
  }
}
