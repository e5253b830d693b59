import CMRContainer
import SystemPackage

extension StoreEditing {
  /// Adds any number of splits to `store` with one copy and one publication; none if all are there.
  ///
  /// A split that is there with the same rows, rule and origin is the same one, whichever version of
  /// the tool made it.
  ///
  /// - Returns: What became of each split, in the order given.
  /// - Throws: ``StoreError`` of code `exists` where the store has a different split of that name,
  ///   `badIndex`, `rowsDisagree`, `badName`, `unknownSplit` or `unknownLabelSet` for an origin that
  ///   is not there, `held` where the file is no longer `store`, `diskFull`, or what opening throws.
  ///   The store is then as it was.
  @discardableResult
  public static func addSplits(_ splits: [Split], to store: Store) throws(StoreError) -> [Outcome] {
    let outcomes = try plan(splits, for: store)
    guard outcomes.contains(.added) else { return outcomes }
    var writer = try translating { () throws(ContainerError) in
      try ContainerWriter.extending(store.path, kind: .store)
    }
    guard writer.sealedDigest == store.digest else { throw .changedMeanwhile(store.path.string) }
    do {
      for (split, outcome) in zip(splits, outcomes) where outcome == .added {
        try writer.add(split)
      }
      try writer.seal()
    } catch {
      throw StoreError(error)
    }
    return outcomes
  }

  /// Checks every split before anything is written.
  private static func plan(_ splits: [Split], for store: Store) throws(StoreError) -> [Outcome] {
    let file = store.path.string
    var known = Set(store.splitNames)
    var outcomes: [Outcome] = []
    for split in splits {
      try split.validate(against: store.shape)
      try checkOrigin(of: split, in: store)
      guard !known.insert(split.name).inserted else {
        outcomes.append(.added)
        continue
      }
      guard store.splitNames.contains(split.name), try store.split(split.name).isSame(as: split)
      else { throw .exists("split", split.name, in: file) }
      outcomes.append(.alreadyPresent)
    }
    return outcomes
  }

  private static func checkOrigin(of split: Split, in store: Store) throws(StoreError) {
    for name in split.origin?.from ?? [] where !store.splitNames.contains(name) {
      throw .unknownSplit(name, in: store.path.string, known: store.splitNames)
    }
    if let labels = split.origin?.labels, !store.labelSetNames.contains(labels) {
      throw .unknownLabelSet(labels, in: store.path.string, known: store.labelSetNames)
    }
  }
}

extension Split {
  fileprivate func isSame(as other: Split) -> Bool {
    name == other.name && rule == other.rule && rows == other.rows
      && origin?.from == other.origin?.from && origin?.labels == other.origin?.labels
  }
}
