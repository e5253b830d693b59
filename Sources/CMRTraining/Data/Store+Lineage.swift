import CMRStore

extension Store {
  /// The label set called `name` and those that it was made from, one from the next; the last has no injected noise.
  ///
  /// Noise can be injected into noisy labels; what is right is still said by the labels that the source came with.
  func lineage(ofLabels name: String) throws(StoreError) -> [LabelSet] {
    var sets = [try labels(name)]
    while let base = sets[sets.count - 1].base, !sets.contains(where: { $0.name == base }) {
      sets.append(try labels(base))
    }
    return sets
  }
}
