package import CMRContainer
package import SystemPackage

extension ContainerWriter {
  /// Writes `history` as the group of its name.
  package mutating func add(_ history: BeliefHistory) throws(ContainerError) {
    let (rows, classes) = (history.rowCount, history.classCount)
    let group = BeliefFormat.group
    try addGroup(
      group, encoding: BeliefFormat.history,
      attributes: [BeliefFormat.classes: .integer(Int64(classes))])
    try addArray(history.epochs.map { Int64($0) }, at: "\(group)/\(BeliefFormat.epochs)")
    try addNarrow(history.first, below: classes, at: "\(group)/\(BeliefFormat.first)")
    try addNarrow(
      history.reclassified.rows, below: rows, at: "\(group)/\(BeliefFormat.changedRows)")
    try addNarrow(
      history.newClasses, below: classes, at: "\(group)/\(BeliefFormat.changedClasses)")
    try addArray(
      history.reclassified.ends.map { Int64($0) }, at: "\(group)/\(BeliefFormat.changeEnds)")
    try addNarrow(history.toggled.rows, below: rows, at: "\(group)/\(BeliefFormat.toggledRows)")
    try addArray(history.toggled.ends.map { Int64($0) }, at: "\(group)/\(BeliefFormat.toggleEnds)")
  }
}

extension Container {
  /// The history in a checkpoint; nil where it holds none.
  ///
  /// Throws a `ContainerError` for what is damaged or of a newer version, a ``BeliefError`` for
  /// numbers that contradict each other.
  package func beliefHistory() throws -> BeliefHistory? {
    let group = BeliefFormat.group
    guard contains(group) else { return nil }
    let node = try node(group, encodedAs: BeliefFormat.history)
    guard let classes = node.attributes[BeliefFormat.classes]?.integer, classes > 0,
      classes <= Int32.max
    else { throw BeliefError.noClasses(path) }
    let epochs = try array("\(group)/\(BeliefFormat.epochs)", of: Int64.self)
    let ascending = zip([0] + epochs, epochs).allSatisfy { $0 < $1 }
    guard !epochs.isEmpty, ascending else { throw BeliefError.epochsInDisorder(path) }
    let first = try narrow("\(group)/\(BeliefFormat.first)", below: Int(classes))
    let changes = try epochList(
      BeliefFormat.changedRows, BeliefFormat.changeEnds, rows: first.count, epochs: epochs.count)
    let newClasses = try narrow("\(group)/\(BeliefFormat.changedClasses)", below: Int(classes))
    guard newClasses.count == changes.rows.count else {
      throw BeliefError.unequal(
        path, BeliefFormat.changedRows, changes.rows.count, BeliefFormat.changedClasses,
        newClasses.count)
    }
    return BeliefHistory(
      classCount: Int(classes), epochs: epochs.map { Int($0) }, first: first,
      reclassified: changes, newClasses: newClasses,
      toggled: try epochList(
        BeliefFormat.toggledRows, BeliefFormat.toggleEnds, rows: first.count, epochs: epochs.count))
  }

  private func epochList(
    _ rowsName: String, _ endsName: String, rows: Int, epochs: Int
  ) throws -> EpochList {
    let list = try narrow("\(BeliefFormat.group)/\(rowsName)", below: rows)
    let ends = try array("\(BeliefFormat.group)/\(endsName)", of: Int64.self)
    guard ends.count == epochs else {
      throw BeliefError.unequal(path, BeliefFormat.epochs, epochs, endsName, ends.count)
    }
    guard zip([0] + ends, ends).allSatisfy({ $0 <= $1 }), ends.last == Int64(list.count) else {
      throw BeliefError.endsInDisorder(path, endsName, rowsName, list.count)
    }
    return EpochList(rows: list, ends: ends.map { Int($0) })
  }
}

extension BeliefHistory {
  /// Throws where it is about other rows, other classes or a later epoch than the run of the
  /// checkpoint at `file`.
  package func check(
    in file: FilePath, rows: Int, classes: Int, latestEpoch: Int
  ) throws(BeliefError) {
    guard rowCount == rows, classCount == classes else {
      throw .otherRun(self, in: file, rows: rows, classes: classes)
    }
    if let last = epochs.last, last > latestEpoch {
      throw .tooLate(last, in: file, latest: latestEpoch)
    }
  }
}
