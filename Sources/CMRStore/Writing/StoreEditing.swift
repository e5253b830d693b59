import CMRContainer
public import SystemPackage

/// Changes of a store that is there already. Features are never touched; the old store stays until
/// the new one is sealed, verified and published over it.
public enum StoreEditing {
  /// What became of one label set or split.
  public enum Outcome: String, Codable, Hashable, Sendable {
    /// It is in the store now.
    case added
    /// The store had the very same one before.
    case alreadyPresent = "already-present"
  }

  /// Adds any number of label sets to the store at `path` with one copy and one publication; none
  /// if all are there.
  ///
  /// - Returns: What became of each set, in the order given.
  /// - Throws: ``StoreError`` of code `exists` where the store has a different set of that name,
  ///   `rowsDisagree`, `labelOutOfRange`, `unknownLabelSet` for a base that is not there, `held`,
  ///   `diskFull`, or what opening throws. The store is then as it was.
  @discardableResult
  public static func addLabelSets(_ sets: [LabelSet], to path: FilePath) throws(StoreError)
    -> [Outcome]
  {
    let store = try Store.open(path)
    let outcomes = try plan(sets, for: store)
    guard outcomes.contains(.added) else { return outcomes }
    var writer = try translating { () throws(ContainerError) in
      try ContainerWriter.extending(path, kind: .store)
    }
    guard writer.sealedDigest == store.digest else { throw .changedMeanwhile(path.string) }
    do {
      for (set, outcome) in zip(sets, outcomes) where outcome == .added { try writer.add(set) }
      try writer.seal()
    } catch {
      throw StoreError(error)
    }
    return outcomes
  }

  /// Checks every set before anything is written.
  private static func plan(_ sets: [LabelSet], for store: Store) throws(StoreError) -> [Outcome] {
    let file = store.path.string
    var known = Set(store.labelSetNames)
    var added: [String: LabelSet] = [:]
    var outcomes: [Outcome] = []
    for set in sets {
      try set.validate(against: store.shape)
      if let base = set.base, !known.contains(base) {
        throw .unknownBase(base, of: set.name, known: known.sorted())
      }
      if known.insert(set.name).inserted {
        added[set.name] = set
        outcomes.append(.added)
      } else {
        let present = if let twin = added[set.name] { twin } else { try store.labels(set.name) }
        guard present == set else { throw .exists("label set", set.name, in: file) }
        outcomes.append(.alreadyPresent)
      }
    }
    return outcomes
  }
}

extension StoreError {
  static func changedMeanwhile(_ file: String) -> StoreError {
    StoreError(
      code: .held, message: "another process changed the store '\(file)' meanwhile",
      remedy: "try again")
  }
}
