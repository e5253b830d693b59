import CMRContainer

extension ContainerWriter {
  /// Writes a label set that was validated.
  mutating func add(_ set: LabelSet) throws(ContainerError) {
    let path = "\(StoreNames.labels)/\(set.name)"
    var attributes: [String: ElementAttribute] = [
      StoreNames.kindAttribute: .text(set.kind.rawValue),
      StoreNames.sharingAttribute: .text(set.labels.sharing),
      StoreNames.roleAttribute: .text(set.base == nil ? "source" : "noisy"),
    ]
    if let base = set.base { attributes[StoreNames.baseAttribute] = .text(base) }
    try addGroup(path, encoding: .labelSet, attributes: attributes)
    for (name, labels) in set.labels.named {
      switch labels {
      case .classIndices(let indices): try addArray(indices, at: "\(path)/\(name)")
      case .multiHot(let matrix):
        try addArray(
          matrix.elements, at: "\(path)/\(name)", shape: [matrix.rows, matrix.classes])
      }
    }
    if let manifest = set.manifest {
      try addDocument(
        text: manifest, at: "\(path)/\(StoreNames.manifest)", encoding: .manifest)
    }
  }

  /// Writes a split that was validated.
  mutating func add(_ split: Split) throws(ContainerError) {
    let path = "\(StoreNames.splits)/\(split.name)"
    var attributes: [String: ElementAttribute] = [
      StoreNames.ruleAttribute: .text(split.rule),
      StoreNames.sharingAttribute: .text(split.rows.sharing),
    ]
    if let origin = split.origin {
      attributes[StoreNames.fromAttribute] = .text(origin.from.joined(separator: " "))
      attributes[StoreNames.labelsAttribute] = origin.labels.map { .text($0) }
      attributes[StoreNames.toolAttribute] = .text(origin.tool)
    }
    try addGroup(path, encoding: .split, attributes: attributes)
    for (name, rows) in split.rows.named { try addArray(rows, at: "\(path)/\(name)") }
  }
}
