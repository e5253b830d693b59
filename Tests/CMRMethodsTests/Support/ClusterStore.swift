import CMRDense
import CMRStore
import CMRTraining
import SystemPackage

extension MemoryRows {
  /// Writes these rows as a store with the splits `train`, `validation` and `test`, each of every
  /// fourth row the last two.
  ///
  /// The label set `noisy` has labels of its own for each modality.
  ///
  /// - Parameter fewer: How many rows each modality lacks of those that the one before has; with any
  ///   the modalities are not paired.
  func writeStore(to path: FilePath, fewer: Int = 0) throws {
    let whole = parts[0].features.rows
    var builder = try StoreBuilder.create(
      at: path, name: "clusters", classNames: (0..<classCount).map { "class \($0)" })
    let counts = parts.indices.map { whole - $0 * fewer }
    for ((name, part), count) in zip(zip(modalities, parts), counts) {
      var modality = try builder.beginModality(
        name, rows: count, dimension: part.features.columns)
      try modality.append(part.features.rows(0..<count).elements)
      try builder.finish(modality, ids: (0..<count).map { "\(name)-\($0)" })
    }
    if fewer == 0 { try builder.setPaired(modalities) }
    let clean = parts[0].clean ?? parts[0].given
    let own = zip(modalities, counts).map { ($0, Labels.classIndices(Array(clean.prefix($1)))) }
    try builder.addLabels(
      LabelSet(
        name: "clean",
        labels: fewer == 0
          ? .shared(.classIndices(clean)) : .separate(Dictionary(uniqueKeysWithValues: own))))
    let given = zip(zip(modalities, parts), counts).map {
      ($0.0, Labels.classIndices(Array($0.1.given.prefix($1))))
    }
    try builder.addLabels(
      LabelSet(
        name: "noisy", labels: .separate(Dictionary(uniqueKeysWithValues: given)), base: "clean",
        manifest: "{}"))
    let places = ["train": [0, 1], "validation": [2], "test": [3]]
    for name in ["train", "validation", "test"] {
      let rows = counts.map { count in
        (0..<count).filter { places[name, default: []].contains($0 % 4) }
      }
      let own = Dictionary(uniqueKeysWithValues: zip(modalities, rows))
      try builder.addSplit(
        Split(name: name, rule: "stored", rows: fewer == 0 ? .shared(rows[0]) : .separate(own)))
    }
    try builder.publish(
      provenance: Provenance(sources: [], tool: "tests 1", layout: "none", decisions: []))
  }
}
