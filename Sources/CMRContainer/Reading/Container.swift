import CMRHDF5
public import SystemPackage

/// A sealed HDF5 file, open for reading.
///
/// Opening reads and checks every description in the file, so that ``tree`` and ``digest`` can be
/// trusted; a content is checked whenever it is read. The file stays open and the same even if
/// another one is published under its name meanwhile. Containers may be used from several threads.
public struct Container: Sendable {
  /// The file's path when it was opened.
  public let path: FilePath
  /// What is in the file.
  public let tree: TreeDescription
  let file: ContainerFile

  /// The encoding of the root: what kind of file this is.
  public var kind: Encoding { tree.encoding }
  /// The SHA-256 that covers the whole file: every name, attribute, shape and content.
  public var digest: String { tree.sha256 }
  /// The attributes of the root, without those that every element has.
  public var attributes: [String: ElementAttribute] { tree.attributes }

  /// Opens `path`, which must be of `kind` and of that version or an older one; nil takes any kind.
  ///
  /// - Throws: ``ContainerError`` of code `missingFile`, `notAContainer`, `wrongKind`,
  ///   `newerVersion`, `damaged`, or what the system says.
  public static func open(_ path: FilePath, kind: Encoding? = nil) throws(ContainerError)
    -> Container
  {
    let file = try ContainerFile(path)
    try checkKind(of: file, wanted: kind)
    var reader = TreeReader()
    let tree = reader.read(file)
    if let damage = reader.damages.first { throw .damaged(damage, of: file.name) }
    guard let tree else { throw .unsealed(path, lacking: ReservedAttribute.encodingType) }
    return Container(path: path, tree: tree, file: file)
  }

  /// Tells files of other kinds and newer versions apart before anything else of them is judged.
  static func checkKind(of file: ContainerFile, wanted: Encoding?) throws(ContainerError) {
    let actual = try encoding(of: file)
    guard let wanted else { return }
    guard actual.type == wanted.type else {
      throw .wrongKind(file.path, is: actual, wanted: wanted)
    }
    guard actual.version <= wanted.version else {
      throw .newer("'\(file.path)'", is: actual, known: wanted.version)
    }
  }

  private static func encoding(of file: ContainerFile) throws(ContainerError) -> Encoding {
    let isSealed = try translating({ file.damage(.root, $0) }) { () throws(HDF5Error) in
      try file.hdf5.root().hasAttribute(ReservedAttribute.encodingType)
    }
    guard isSealed else {
      throw .unsealed(file.path, lacking: ReservedAttribute.encodingType)
    }
    do throws(Unreadable) {
      let root = try Unreadable.catching { () throws(HDF5Error) in try file.hdf5.root() }
      var attributes = try AttributeTable(of: root)
      return try attributes.takeEncoding()
    } catch {
      throw .damaged(ElementPath.root, of: file.name, error.reason)
    }
  }

  /// The description of the element at `path`.
  ///
  /// - Throws: ``ContainerError/Code/missingElement``.
  public func node(_ path: String) throws(ContainerError) -> TreeDescription {
    try node(ElementPath(path))
  }

  /// Whether there is an element at `path`.
  public func contains(_ path: String) -> Bool { tree[path] != nil }

  /// The description of the element at `path`, which must be of the type of `encoding` and of no
  /// newer version.
  public func node(_ path: String, encodedAs encoding: Encoding) throws(ContainerError)
    -> TreeDescription
  {
    try node(ElementPath(path), encodedAs: encoding)
  }

  func node(_ path: ElementPath, encodedAs encoding: Encoding? = nil) throws(ContainerError)
    -> TreeDescription
  {
    guard let node = tree[path.relative == "." ? "" : path.relative] else {
      throw .missingElement(path, of: file.name)
    }
    guard let encoding else { return node }
    guard node.encoding.type == encoding.type else {
      throw .wrongEncoding(path, of: file.name, is: node.encoding, wanted: encoding)
    }
    guard node.encoding.version <= encoding.version else {
      throw .newer(
        "'\(path)' of '\(file.name)'", is: node.encoding, known: encoding.version)
    }
    return node
  }
}
