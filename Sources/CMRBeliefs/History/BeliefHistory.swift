/// What a method believed of every training row, from epoch to epoch: the first belief, then what
/// changed.
///
/// Labels settle, so that most rows cost one number in a whole run.
package struct BeliefHistory: Sendable, Equatable {
  /// How many classes there are.
  package let classCount: Int
  /// The epochs, counted from 1, at whose beginning there were beliefs; ascending.
  package private(set) var epochs: [Int]
  /// The beliefs of the last of them.
  package private(set) var latest: Beliefs
  /// The class of every row in the first of them.
  let first: [Int32]
  /// The rows whose class is another than in the epoch before.
  private(set) var reclassified: EpochList
  /// What these rows are believed to be, at the same places.
  private(set) var newClasses: [Int32]
  /// The rows that are transported and were not in the epoch before, or the reverse; before the first
  /// epoch none is.
  private(set) var toggled: EpochList

  /// A history that begins with `beliefs` about `epoch`.
  package init(_ beliefs: Beliefs, epoch: Int, classCount: Int) {
    self.classCount = classCount
    epochs = [epoch]
    latest = beliefs
    first = beliefs.classes
    reclassified = EpochList()
    reclassified.endEpoch()
    newClasses = []
    toggled = EpochList()
    toggled.add(beliefs.isTransported.indices.filter { beliefs.isTransported[$0] })
  }

  /// How many rows it is about.
  package var rowCount: Int { first.count }

  /// Adds the beliefs of a later epoch about the same rows.
  package mutating func record(_ beliefs: Beliefs, epoch: Int) {
    let rows = first.indices
    let changed = rows.filter { beliefs.classes[$0] != latest.classes[$0] }
    reclassified.add(changed)
    newClasses += changed.map { beliefs.classes[$0] }
    toggled.add(rows.filter { beliefs.isTransported[$0] != latest.isTransported[$0] })
    latest = beliefs
    epochs.append(epoch)
  }
}

/// Row numbers epoch by epoch, all in one list.
struct EpochList: Sendable, Equatable {
  var rows: [Int32] = []
  /// Where the rows of each epoch end.
  var ends: [Int] = []

  /// The places of the rows of the epoch at `index`.
  func places(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// The rows of the epoch at `index`.
  func rows(_ index: Int) -> ArraySlice<Int32> { rows[places(index)] }

  /// Adds an epoch with `rows`.
  mutating func add(_ rows: [Int]) {
    self.rows += rows.map { Int32($0) }
    endEpoch()
  }

  /// Adds an epoch with the rows that were appended since the last.
  mutating func endEpoch() { ends.append(rows.count) }
}

// MARK: Looking back

extension BeliefHistory {
  /// One epoch of a history.
  package struct Epoch {
    /// The epoch, counted from 1.
    package let epoch: Int
    /// What was believed.
    package let beliefs: Beliefs
    /// How many rows were believed to be of another class than in the epoch before; nil for the first.
    package let changedRows: Int?
  }

  /// Calls `body` with every epoch in turn.
  package func forEachEpoch<Failure: Error>(
    _ body: (Epoch) throws(Failure) -> Void
  ) throws(Failure) {
    var beliefs = Beliefs(
      classes: first, isTransported: Array(repeating: false, count: rowCount))
    for (index, epoch) in epochs.enumerated() {
      apply(index, to: &beliefs)
      try body(
        Epoch(
          epoch: epoch, beliefs: beliefs,
          changedRows: index == 0 ? nil : reclassified.places(index).count))
    }
  }

  /// What was believed of `row`, at the first epoch and wherever it changed.
  package func steps(ofRow row: Int) -> [RowStep] {
    var steps: [RowStep] = []
    forEachEpoch { epoch in
      let step = RowStep(
        epoch: epoch.epoch, class: Int(epoch.beliefs.classes[row]),
        isTransported: epoch.beliefs.isTransported[row])
      guard let last = steps.last, last.class == step.class,
        last.isTransported == step.isTransported
      else { return steps.append(step) }
    }
    return steps
  }

  /// What was believed of one row from an epoch on.
  package struct RowStep: Sendable, Equatable {
    /// The epoch, counted from 1.
    package let epoch: Int
    /// The class.
    package let `class`: Int
    /// Whether the method goes by it.
    package let isTransported: Bool
  }

  /// Brings `beliefs` from those before the epoch at `index` to those of it.
  func apply(_ index: Int, to beliefs: inout Beliefs) {
    for place in reclassified.places(index) {
      beliefs.classes[Int(reclassified.rows[place])] = newClasses[place]
    }
    for row in toggled.rows(index) { beliefs.isTransported[Int(row)].toggle() }
  }
}

// MARK: From a file

extension BeliefHistory {
  /// A history from its parts, which fit each other.
  init(
    classCount: Int, epochs: [Int], first: [Int32], reclassified: EpochList, newClasses: [Int32],
    toggled: EpochList
  ) {
    self.classCount = classCount
    self.epochs = epochs
    self.first = first
    self.reclassified = reclassified
    self.newClasses = newClasses
    self.toggled = toggled
    latest = Beliefs(classes: first, isTransported: Array(repeating: false, count: first.count))
    for index in epochs.indices { apply(index, to: &latest) }
  }
}
