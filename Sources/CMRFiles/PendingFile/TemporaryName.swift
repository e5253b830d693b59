import SystemPackage

/// The names of temporaries: `.NAME.tmp-` and sixteen hexadecimal digits, beside the target called
/// NAME.
enum TemporaryName {
  static let mark = ".tmp-"
  static let digits = 16
  /// File systems allow 255 bytes; the target's name is cut to leave room for the rest.
  static let longestStem = 200

  /// A new name for a temporary of `target`.
  static func random(for target: FilePath) -> FilePath {
    let name = target.lastComponent?.string ?? ""
    let stem = String(decoding: name.utf8.prefix(longestStem), as: UTF8.self)
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    let padding = String(repeating: "0", count: digits - number.count)
    return target.folder.appending(".\(stem)\(mark)\(padding)\(number)")
  }

  /// Whether `name` is one that ``random(for:)`` gives for some target.
  static func matches(_ name: String) -> Bool {
    let tail = name.utf8.suffix(digits)
    let isHexadecimal = tail.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    return name.hasPrefix(".") && tail.count == digits && isHexadecimal
      && name.utf8.dropLast(digits).elementsSuffix(mark.utf8)
  }
}

extension Substring.UTF8View {
  fileprivate func elementsSuffix(_ other: String.UTF8View) -> Bool {
    suffix(other.count).elementsEqual(other)
  }
}
