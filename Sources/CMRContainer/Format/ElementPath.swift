/// The place of an element: names from the root, each safe to be a file name and to stand in a
/// listing.
struct ElementPath: Hashable, Sendable, CustomStringConvertible {
  let components: [String]

  static let root = ElementPath(unchecked: [])

  /// Takes names that were checked before or come from constants.
  init(unchecked components: some Sequence<String>) { self.components = Array(components) }

  /// Splits "/a/b" or "a/b" and checks every name.
  init(_ path: String) throws(ContainerError) {
    let components = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    for name in components {
      guard Self.isSafe(name) else { throw .unsafeName(name, in: path) }
    }
    self.components = components
  }

  /// The last name; empty for the root.
  var name: String { components.last ?? "" }
  /// The element above; the root is above itself.
  var parent: ElementPath { ElementPath(unchecked: components.dropLast()) }
  /// The path without the leading slash, as HDF5 takes it from the root; "." for the root itself.
  var relative: String { components.isEmpty ? "." : components.joined(separator: "/") }
  /// "/a/b".
  var description: String { "/" + components.joined(separator: "/") }

  func appending(_ name: String) -> ElementPath {
    ElementPath(unchecked: components + [name])
  }

  /// Whether `name` is 1 to 200 ASCII letters, digits, `.`, `_`, `+` and `-`, and starts with a
  /// letter or digit.
  ///
  /// Narrow on purpose: names stand in listings, in file names of other tools and in shell commands
  /// without quoting.
  static func isSafe(_ name: String) -> Bool {
    guard (1...200).contains(name.utf8.count), let first = name.utf8.first else { return false }
    return isAlphanumeric(first)
      && name.utf8.allSatisfy { isAlphanumeric($0) || "._+-".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

extension String {
  /// Whether this text can name an element of a sealed file: 1 to 200 ASCII letters, digits, `.`,
  /// `_`, `+` and `-`, starting with a letter or digit.
  public var isElementName: Bool { ElementPath.isSafe(self) }

  /// The order of listings: that of the UTF-8 bytes.
  static func inByteOrder(_ a: String, _ b: String) -> Bool {
    a.utf8.lexicographicallyPrecedes(b.utf8)
  }
}
