/// A member's path as the archive spells it, taken apart and judged.
///
/// Nothing is ever unpacked to such a path; the rules keep reports and look-ups by name from being
/// fooled.
enum MemberName {
  /// The parts of a harmless relative path, or the reason to pass the member over.
  static func components(of raw: String) -> Result<[String], Refusal> {
    let isSeparator = { (character: Unicode.Scalar) in character == "/" || character == "\\" }
    let scalars = raw.unicodeScalars
    if let first = scalars.first, isSeparator(first) { return .failure(Refusal(.absoluteName)) }
    let parts = scalars.split(whereSeparator: isSeparator).map { String($0) }.filter { $0 != "." }
    guard let head = parts.first else { return .failure(Refusal(.emptyName)) }
    if isDrive(head) { return .failure(Refusal(.absoluteName)) }
    if parts.contains("..") { return .failure(Refusal(.parentFolder)) }
    return .success(parts)
  }

  struct Refusal: Error {
    let reason: SkippedEntry.Reason
    init(_ reason: SkippedEntry.Reason) { self.reason = reason }
  }

  /// `C:` or `C:name`, which Windows resolves against a drive.
  private static func isDrive(_ part: String) -> Bool {
    let bytes = Array(part.utf8.prefix(2))
    guard bytes.count == 2, bytes[1] == UInt8(ascii: ":") else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[0] & 0xdf)
  }
}
