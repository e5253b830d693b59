import CMRStore

/// What a store becomes in a file: arrays, what is lost, and how it is imported again.
struct ExportContent: Sendable {
  /// The arrays in the order of the file.
  var arrays: [ExportArray] = []
  /// Texts about the whole file.
  var metadata: [(key: String, value: String)] = []
  /// What the file does not hold, or an import will not take from it: one sentence each.
  var losses: [String] = []
  /// What an import of the file has to be told beside its name; nil where none can take it.
  var importOptions: [String]? = []
}

extension Store {
  /// Where the arrays come from: name, label set, classes, digest and tool.
  func exportMetadata(labels: LabelSet, tool: String) -> [(key: String, value: String)] {
    [
      ("name", name), ("label_set", labels.name),
      ("store_sha256", digest), ("tool", tool),
    ]
  }

  /// The options that keep an import from counting classes otherwise than the store does.
  ///
  /// A list without the first class looks as if classes were counted from 1.
  func baseOptions(_ lists: [[Int64]]) -> [String] {
    lists.contains { !$0.isEmpty && !$0.contains(0) } ? ["--label-base", "0"] : []
  }

  /// What is lost of the classes beside their names.
  func classLosses(_ lists: [[Int64]]) -> [String] {
    let used = (lists.joined().max() ?? -1) + 1
    guard !lists.isEmpty, used < classCount else { return [] }
    let missing = classCount - Int(used)
    return [
      "class numbers do not tell of the last \(missing) of the \(classCount) classes, which have no row"
    ]
  }

  /// Whether classes are called by more than their numbers.
  var hasClassNames: Bool { classNames != (0..<classCount).map { "\($0)" } }
}
