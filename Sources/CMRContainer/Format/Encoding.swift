/// What a group or dataset means, and in which version of that meaning.
///
/// Every element of a sealed file says its encoding in the attributes `encoding-type` and
/// `encoding-version`. A reader knows a type up to some version and refuses a higher one, naming
/// the version needed.
public struct Encoding: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The name of the meaning, for example `cmr-store` or `row-matrix`.
  public let type: String
  /// The version of the meaning, from 1.
  public let version: Int

  /// An encoding of this name and version.
  public init(_ type: String, version: Int) {
    self.type = type
    self.version = version
  }

  /// "row-matrix 1".
  public var description: String { "\(type) \(version)" }
}

extension Encoding {
  /// A group with no meaning of its own.
  public static let group = Encoding("group", version: 1)
  /// An array of numbers of any shape.
  public static let array = Encoding("array", version: 1)
  /// Texts in UTF-8, of one fixed number of bytes each, filled up with NUL; one axis.
  public static let strings = Encoding("strings", version: 1)
  /// One JSON text in UTF-8 as a scalar.
  public static let json = Encoding("json", version: 1)
  /// A contiguous [rows, columns] array of Float32 whose rows have checksums in the sibling
  /// `NAME-row-checksums`.
  public static let rowMatrix = Encoding("row-matrix", version: 1)
  /// The XXH3-64 checksum of every row of the sibling whose name comes before `-row-checksums`;
  /// UInt64, one axis.
  public static let rowChecksums = Encoding("row-checksums", version: 1)
}

/// The attributes that every element of a sealed file has beside its own.
enum ReservedAttribute {
  static let encodingType = "encoding-type"
  static let encodingVersion = "encoding-version"
  static let digest = "sha256"
  static let contentDigest = "content-sha256"

  static let all = [encodingType, encodingVersion, digest, contentDigest]
}

/// Names that belong together.
enum ElementName {
  static func rowChecksums(of path: ElementPath) -> ElementPath {
    ElementPath(unchecked: path.components.dropLast() + ["\(path.name)-row-checksums"])
  }
}
