import CMRContainer
import SystemPackage

extension Store {
  /// The split called `name`, read and checked.
  ///
  /// - Throws: ``StoreError`` of code `unknownSplit`, which names those that there are, `damaged`
  ///   or `badIndex`.
  public func split(_ name: String) throws(StoreError) -> Split {
    let path = "\(StoreNames.splits)/\(name)"
    guard name.isElementName, let node = container.tree[path] else {
      throw .unknownSplit(name, in: self.path.string, known: splitNames)
    }
    let rows = try perModality(node, at: path) { child throws(StoreError) in
      try translating { () throws(ContainerError) in try container.array(child, of: Int.self) }
    }
    let split = Split(
      name: name, rule: node.attributes[StoreNames.ruleAttribute]?.text ?? "", rows: rows,
      origin: Self.origin(of: node))
    try split.validate(against: shape)
    return split
  }

  private static func origin(of node: TreeDescription) -> Split.Origin? {
    guard let from = node.attributes[StoreNames.fromAttribute]?.text else { return nil }
    return Split.Origin(
      from: from.split(separator: " ").map { String($0) },
      labels: node.attributes[StoreNames.labelsAttribute]?.text,
      tool: node.attributes[StoreNames.toolAttribute]?.text ?? "")
  }

  /// The rows of `modality` that are in `split`, in its order.
  ///
  /// - Throws: ``StoreError`` of code `unknownSplit` or `unknownModality`, which name those that
  ///   there are, `damaged` or `badIndex`.
  public func rows(of split: String, modality: String) throws(StoreError) -> [Int] {
    _ = try rowCount(of: modality)
    return try self.split(split).rows[modality] ?? []
  }

  /// How many rows of `modality` are in `split`, without reading them.
  public func rowCount(of split: String, modality: String) throws(StoreError) -> Int {
    _ = try rowCount(of: modality)
    let path = "\(StoreNames.splits)/\(split)"
    guard split.isElementName, let node = container.tree[path] else {
      throw .unknownSplit(split, in: self.path.string, known: splitNames)
    }
    let child = node.children?[modality] ?? node.children?[StoreNames.shared]
    return child?.shape?.first ?? 0
  }
}
