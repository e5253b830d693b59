import CMRContainer
import SystemPackage

extension Store {
  /// The identity of just what a run uses: all modalities, the classes, and the label sets and
  /// splits named.
  ///
  /// Adding other label sets or splits to the store does not change it, nor does the provenance;
  /// any other byte of a feature, an identifier, a class name, one of these labels or rows does.
  ///
  /// - Throws: ``StoreError`` of code `unknownLabelSet` or `unknownSplit`.
  public func dataDigest(labelSets: [String], splits: [String]) throws(StoreError) -> String {
    for name in labelSets where !labelSetNames.contains(name) {
      throw .unknownLabelSet(name, in: path.string, known: labelSetNames)
    }
    for name in splits where !splitNames.contains(name) {
      throw .unknownSplit(name, in: path.string, known: splitNames)
    }
    let paths =
      [StoreNames.classes] + modalityNames.map { "\(StoreNames.modalities)/\($0)" }
      + labelSets.map { "\(StoreNames.labels)/\($0)" } + splits.map { "\(StoreNames.splits)/\($0)" }
    var lines = ["cmr-store-data 1", "paired \(pairedModalities.joined(separator: " "))"]
    for path in Set(paths).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      lines.append("\(path) \(container.tree[path]?.sha256 ?? "")")
    }
    return RunningDigest.hexadecimal(of: lines.joined(separator: "\n") + "\n")
  }
}
