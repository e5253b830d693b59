import CMRHDF5

extension Annotated where Self: ~Copyable {
  /// Writes all attributes of `node` and its digest.
  func seal(_ node: TreeDescription) throws(HDF5Error) {
    for (name, value) in node.allAttributes { try setAttribute(name, value.stored) }
    try setAttribute(ReservedAttribute.digest, .string(node.sha256))
  }
}

extension ElementAttribute {
  fileprivate var stored: AttributeValue {
    switch self {
    case .text(let value): .string(value)
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    }
  }
}

extension ContainerWriter {
  /// HDF5 keeps larger attributes in another way; a text of that size should be a JSON text or an
  /// array.
  private static let maximumTextBytes = 32 << 10

  static func check(_ attributes: [String: ElementAttribute], at path: ElementPath)
    throws(ContainerError)
  {
    for (name, value) in attributes.sorted(by: { String.inByteOrder($0.key, $1.key) }) {
      guard ElementPath.isSafe(name) else { throw .unsafeName(name, in: path.description) }
      guard !ReservedAttribute.all.contains(name) else {
        throw .badAttribute(name, at: path, "the name is reserved")
      }
      guard let text = value.text else { continue }
      guard !text.utf8.contains(0) else {
        throw .badAttribute(name, at: path, "the text holds a NUL character")
      }
      guard text.utf8.count <= maximumTextBytes else {
        throw .badAttribute(
          name, at: path, "\(text.utf8.count) bytes are more than \(maximumTextBytes)")
      }
    }
  }
}
