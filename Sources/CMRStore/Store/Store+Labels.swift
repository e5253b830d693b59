import CMRContainer
import SystemPackage

extension Store {
  /// The label set called `name`, with all its labels read and checked.
  ///
  /// - Throws: ``StoreError`` of code `unknownLabelSet`, which names those that there are,
  ///   `damaged`, `rowsDisagree` or `labelOutOfRange`.
  public func labels(_ name: String) throws(StoreError) -> LabelSet {
    let path = "\(StoreNames.labels)/\(name)"
    guard name.isElementName, let node = container.tree[path] else {
      throw .unknownLabelSet(name, in: self.path.string, known: labelSetNames)
    }
    guard let kind = node.attributes[StoreNames.kindAttribute]?.text.flatMap(LabelKind.init) else {
      throw .malformed(path, in: self.path.string, "its kind is unknown")
    }
    let labels = try perModality(node, at: path) { child throws(StoreError) in
      try readLabels(at: child, kind)
    }
    let manifestPath = "\(path)/\(StoreNames.manifest)"
    let manifest: String? =
      container.contains(manifestPath)
      ? try translating { () throws(ContainerError) in
        try container.documentText(manifestPath, encoding: .manifest)
      } : nil
    let set = LabelSet(
      name: name, labels: labels, base: node.attributes[StoreNames.baseAttribute]?.text,
      manifest: manifest)
    try set.validate(against: shape)
    return set
  }

  private func readLabels(at path: String, _ kind: LabelKind) throws(StoreError) -> Labels {
    try translating { () throws(ContainerError) in
      switch kind {
      case .classIndex: return .classIndices(try container.array(path))
      case .multiHot:
        let shape = try container.node(path).shape ?? []
        let elements = try container.array(path, of: UInt8.self)
        guard shape.count == 2 else {
          throw ContainerError(
            code: .wrongElement, message: "'/\(path)' of '\(self.path)' is no matrix")
        }
        return .multiHot(MultiHot(rows: shape[0], classes: shape[1], elements: elements))
      }
    }
  }

  /// Reads `shared`, or one child for each modality, of the group `node`.
  func perModality<Value>(
    _ node: TreeDescription, at path: String, _ read: (String) throws(StoreError) -> Value
  ) throws(StoreError) -> PerModality<Value> {
    switch node.attributes[StoreNames.sharingAttribute]?.text {
    case StoreNames.shared: return .shared(try read("\(path)/\(StoreNames.shared)"))
    case StoreNames.perModality:
      var values: [String: Value] = [:]
      for name in modalityNames { values[name] = try read("\(path)/\(name)") }
      return .separate(values)
    default: throw .malformed(path, in: self.path.string, "its sharing is unknown")
    }
  }
}
