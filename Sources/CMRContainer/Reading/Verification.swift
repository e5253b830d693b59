public import SystemPackage

/// What re-reading every byte of a sealed file found.
public struct Verification: Sendable {
  /// The digest that covers the whole file; nil where the root cannot be read.
  public let digest: String?
  /// The tree; elements that cannot be described are missing from it.
  public let tree: TreeDescription?
  /// Every damaged object, parents before children; none for a sound file.
  public let damages: [Damage]
  /// How many groups and datasets were looked at.
  public let objects: Int
  /// How many bytes of content were read.
  public let bytes: Int64

  /// Whether nothing is damaged.
  public var isSound: Bool { damages.isEmpty }

  /// The same with further damages that a reader of the contents found.
  package func adding(_ more: [Damage]) -> Verification {
    Verification(
      digest: digest, tree: tree, damages: damages + more, objects: objects, bytes: bytes)
  }
}

extension Container {
  /// Reads every byte of the file at `path` and reports each damaged object. Damage is never
  /// thrown.
  ///
  /// - Throws: ``ContainerError`` of code `missingFile` or `denied`, or where the file is sound
  ///   enough to say that it is of another kind, a newer version, or not a sealed file.
  public static func verify(_ path: FilePath, kind: Encoding? = nil) throws(ContainerError)
    -> Verification
  {
    let file: ContainerFile
    do {
      file = try ContainerFile(path)
      try checkKind(of: file, wanted: kind)
    } catch {
      guard error.code == .damaged || error.code == .notHDF5 else { throw error }
      let damage = Damage(object: "/", reason: error.message)
      return Verification(digest: nil, tree: nil, damages: [damage], objects: 0, bytes: 0)
    }
    var reader = TreeReader()
    let tree = reader.read(file)
    var verifier = ContentVerifier(file: file)
    if let tree { verifier.verify(tree) }
    return Verification(
      digest: tree?.sha256, tree: tree, damages: reader.damages + verifier.damages,
      objects: verifier.objects, bytes: verifier.bytes)
  }

  /// Reads every byte of this file's contents and reports each damaged object.
  public func verify() -> [Damage] {
    var verifier = ContentVerifier(file: file)
    verifier.verify(tree)
    return verifier.damages
  }
}
