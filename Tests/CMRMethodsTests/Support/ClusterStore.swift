import CMRDense
import CMRStore
import CMRTraining
import SystemPackage

extension MemoryRows {
  /// Writes these rows as a store with the splits `train`, `validation` and `test`, each of every
  /// fourth row the last two.
  ///
  /// The label set `noisy` has labels of its own for each modality.
  func writeStore(to path: FilePath) throws {
    let count = parts[0].features.rows
    var builder = try StoreBuilder.create(
      at: path, name: "clusters", classNames: (0..<classCount).map { "class \($0)" })
    for (name, part) in zip(modalities, parts) {
      var modality = try builder.beginModality(
        name, rows: count, dimension: part.features.columns)
      try modality.append(part.features.elements)
      try builder.finish(modality, ids: (0..<count).map { "\(name)-\($0)" })
    }
    try builder.setPaired(modalities)
    let clean = parts[0].clean ?? parts[0].given
    try builder.addLabels(LabelSet(name: "clean", labels: .shared(.classIndices(clean))))
    let given = zip(modalities, parts).map { ($0, Labels.classIndices($1.given)) }
    try builder.addLabels(
      LabelSet(
        name: "noisy", labels: .separate(Dictionary(uniqueKeysWithValues: given)), base: "clean",
        manifest: "{}"))
    let places = ["train": [0, 1], "validation": [2], "test": [3]]
    for name in ["train", "validation", "test"] {
      let rows = (0..<count).filter { places[name, default: []].contains($0 % 4) }
      try builder.addSplit(Split(name: name, rule: "stored", rows: .shared(rows)))
    }
    try builder.publish(
      provenance: Provenance(sources: [], tool: "tests 1", layout: "none", decisions: []))
  }
}
