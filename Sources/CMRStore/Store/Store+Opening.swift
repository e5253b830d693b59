import CMRContainer
import SystemPackage
import FoundationEssentials

extension Store {
  /// Checks that the tree of `container` is that of a store; contents are left to those who read
  /// them.
  init(_ container: Container) throws(StoreError) {
    let file = container.path.string
    guard let name = container.attributes[StoreNames.nameAttribute]?.text else {
      throw .lacks("name", in: file)
    }
    var shape = StoreShape()
    shape.rows = try Self.rows(of: container)
    shape.paired = try Self.paired(in: container)
    try shape.checkPairs()
    try Self.requireEncodings(in: container, group: StoreNames.labels, .labelSet)
    try Self.requireEncodings(in: container, group: StoreNames.splits, .split)
    let classNames = try translating { () throws(ContainerError) in
      _ = try container.node(StoreNames.classes, encodedAs: .classes)
      return try container.strings(StoreNames.classNames)
    }
    shape.classCount = classNames.count
    self.container = container
    self.shape = shape
    self.name = name
    self.classNames = classNames
    provenance = try translating { () throws(ContainerError) in
      try container.document(StoreNames.provenance, encoding: .provenance)
    }
  }

  /// The rows of each modality, whose identifiers must be as many.
  private static func rows(of container: Container) throws(StoreError) -> [String: Int] {
    let names = container.tree[StoreNames.modalities]?.childNames ?? []
    guard !names.isEmpty else { throw .lacks("modalities", in: container.path.string) }
    var rows: [String: Int] = [:]
    for name in names {
      let path = "\(StoreNames.modalities)/\(name)"
      let (features, ids) = try translating { () throws(ContainerError) in
        _ = try container.node(path, encodedAs: .modality)
        return (
          try container.node("\(path)/\(StoreNames.features)", encodedAs: .rowMatrix),
          try container.node("\(path)/\(StoreNames.ids)", encodedAs: .strings)
        )
      }
      guard let count = features.shape?.first, features.shape?.count == 2 else {
        throw .malformed(path, in: container.path.string, "its features are no matrix")
      }
      guard ids.shape == [count] else {
        throw .idsDisagree(ids.shape?.first ?? 0, modality: name, rows: count)
      }
      rows[name] = count
    }
    return rows
  }

  private static func paired(in container: Container) throws(StoreError) -> [String] {
    guard let text = container.attributes[StoreNames.pairedAttribute]?.text,
      let names = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    else {
      throw .malformed("", in: container.path.string, "'paired' is no JSON list of modalities")
    }
    return names
  }

  private static func requireEncodings(
    in container: Container, group: String, _ encoding: Encoding
  ) throws(StoreError) {
    for name in container.tree[group]?.childNames ?? [] {
      try translating { () throws(ContainerError) in
        _ = try container.node("\(group)/\(name)", encodedAs: encoding)
      }
    }
  }
}
