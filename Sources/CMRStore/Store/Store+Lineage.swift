extension Store {
  /// The label set called `name` and those that it was made from, one from the next; the last came
  /// with the source.
  ///
  /// Noise can be injected into noisy labels; what is right is still said by the labels that the
  /// source came with.
  package func lineage(ofLabels name: String) throws(StoreError) -> [LabelSet] {
    var sets = [try labels(name)]
    while let base = sets[sets.count - 1].base, !sets.contains(where: { $0.name == base }) {
      sets.append(try labels(base))
    }
    return sets
  }

  /// The identity of the data that a run on `labels` and `splits` uses: with the labels all those
  /// that they were made from.
  package func runDigest(labels: String, splits: [String]) throws(StoreError) -> String {
    try dataDigest(labelSets: lineage(ofLabels: labels).map(\.name), splits: splits)
  }
}
