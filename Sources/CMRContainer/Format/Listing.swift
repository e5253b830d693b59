/// The canonical text of an element, whose SHA-256 is the element's digest.
///
/// The article `SealedFiles` has the grammar; `Tests/CMRContainerTests/verify_listing.py` computes
/// it independently.
extension TreeDescription {
  /// Every line ends with a line feed.
  var listing: String {
    var lines = ["cmr-listing 1", kind.rawValue]
    if let dtype { lines.append("dtype \(dtype)") }
    if let shape {
      lines.append((["shape"] + shape.map(String.init)).joined(separator: " "))
    }
    for (name, value) in allAttributes { lines.append("attribute \(name) \(value.listed)") }
    for name in childNames {
      guard let child = children?[name] else { continue }
      lines.append("child \(name) \(child.kind.rawValue) \(child.sha256)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The attributes that the listing covers, those that every element has included, in the order of
  /// their names.
  var allAttributes: [(name: String, value: ElementAttribute)] {
    var all = attributes
    all[ReservedAttribute.encodingType] = .text(encoding.type)
    all[ReservedAttribute.encodingVersion] = .integer(Int64(encoding.version))
    if let contentSHA256 { all[ReservedAttribute.contentDigest] = .text(contentSHA256) }
    return all.sorted { String.inByteOrder($0.key, $1.key) }.map { ($0.key, $0.value) }
  }
}

extension ElementAttribute {
  /// The type and the value; a text with its length in bytes, so that no text can pretend to be
  /// several lines.
  fileprivate var listed: String {
    switch self {
    case .text(let value): "text \(value.utf8.count) \(value)"
    case .integer(let value): "integer \(value)"
    case .real(let value): "real \(Hexadecimal.text(of: value.bitPattern))"
    }
  }
}
