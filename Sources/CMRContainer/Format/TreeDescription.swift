/// The logical tree of a sealed file: what is in it, without the contents of the arrays.
///
/// Encodes to the JSON that the schemas in `schemas/` describe.
public struct TreeDescription: Codable, Hashable, Sendable {
  /// Whether an element holds others or an array.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// Holds ``TreeDescription/children``.
    case group
    /// Holds an array of ``TreeDescription/dtype`` and ``TreeDescription/shape``.
    case dataset
  }

  /// Whether this is a group or a dataset.
  public var kind: Kind
  /// What it means.
  public var encoding: Encoding
  /// Its own attributes, without those that every element has.
  public var attributes: [String: ElementAttribute]
  /// The SHA-256 of its listing in lowercase hexadecimal; for a group it covers everything below.
  public var sha256: String
  /// A dataset's element type as numpy writes it: `<f4`, `|u1`, `|S12`.
  public var dtype: String?
  /// A dataset's extents, empty for a scalar.
  public var shape: [Int]?
  /// The SHA-256 of a dataset's elements as little-endian bytes in row-major order.
  public var contentSHA256: String?
  /// A group's elements by name.
  public var children: [String: TreeDescription]?

  private enum CodingKeys: String, CodingKey {
    case kind, encoding, attributes, sha256, dtype, shape
    case contentSHA256 = "content-sha256"
    case children
  }

  init(group encoding: Encoding, attributes: [String: ElementAttribute] = [:]) {
    kind = .group
    self.encoding = encoding
    self.attributes = attributes
    sha256 = ""
    children = [:]
  }

  init(
    dataset encoding: Encoding, attributes: [String: ElementAttribute], dtype: String,
    shape: [Int], contentSHA256: String
  ) {
    kind = .dataset
    self.encoding = encoding
    self.attributes = attributes
    sha256 = ""
    self.dtype = dtype
    self.shape = shape
    self.contentSHA256 = contentSHA256
  }

  /// The names of a group's elements in the order of their bytes.
  public var childNames: [String] { (children ?? [:]).keys.sorted(by: String.inByteOrder) }

  /// The element at `path` ("labels/clean"; "" is this one), nil where there is none.
  public subscript(path: String) -> TreeDescription? {
    var node = self
    for name in path.split(separator: "/") {
      guard let child = node.children?[String(name)] else { return nil }
      node = child
    }
    return node
  }
}

extension TreeDescription {
  /// Puts `node` at `path`; the groups on the way exist.
  mutating func insert(_ node: TreeDescription, at path: ArraySlice<String>) {
    guard let name = path.first else {
      self = node
      return
    }
    children?[name, default: TreeDescription(group: .group)].insert(node, at: path.dropFirst())
  }

  /// Everything from here down, parents before children, siblings in the order of their names.
  func forEach<Failure: Error>(
    from path: ElementPath = .root,
    _ visit: (ElementPath, TreeDescription) throws(Failure) -> Void
  ) throws(Failure) {
    try visit(path, self)
    for name in childNames {
      try children?[name]?.forEach(from: path.appending(name), visit)
    }
  }

  /// The same with every digest computed anew from the leaves up.
  func sealed() -> TreeDescription {
    var node = self
    node.children = children?.mapValues { $0.sealed() }
    node.sha256 = RunningDigest.hexadecimal(of: node.listing)
    return node
  }
}
