/// What a noise file did to the labels of some rows.
struct NoiseCounts: Hashable {
  let rows: Int
  let classCount: Int
  /// Rows whose classes differ.
  let flipped: Int
  /// Rows without any class.
  let empty: Int
  /// Rows of a class that the store does not have.
  let phantom: Int
  /// By clean class and noisy class; empty where some row has several of either.
  let transitions: [[Int]]
  /// By clean class the rows of no class of the store; empty where some row has several.
  let classless: [Int]
  /// By class the rows that lost it.
  let lost: [Int]
  /// By class the rows that gained it.
  let gained: [Int]
  /// Whether every row has one clean class.
  let isOneClass: Bool
  /// Whether some row has several noisy classes.
  let hasSeveral: Bool

  init(clean: [[Int]], noisy: [[Int]], classCount: Int) {
    rows = clean.count
    self.classCount = classCount
    isOneClass = clean.allSatisfy { $0.count == 1 }
    hasSeveral = noisy.contains { $0.count > 1 }
    var (flipped, empty, phantom) = (0, 0, 0)
    var lost = Array(repeating: 0, count: classCount)
    var (gained, classless) = (lost, lost)
    var transitions =
      isOneClass && !hasSeveral
      ? Array(repeating: Array(repeating: 0, count: classCount), count: classCount)
      : []
    for (before, after) in zip(clean, noisy) {
      flipped += before == after ? 0 : 1
      empty += after.isEmpty ? 1 : 0
      phantom += after.contains(classCount) ? 1 : 0
      for label in before where !after.contains(label) { lost[label] += 1 }
      for label in after where label < classCount && !before.contains(label) { gained[label] += 1 }
      guard isOneClass, !hasSeveral, let own = before.first else { continue }
      if let label = after.first, label < classCount {
        transitions[own][label] += 1
      } else {
        classless[own] += 1
      }
    }
    self.flipped = flipped
    self.empty = empty
    self.phantom = phantom
    self.transitions = transitions
    self.classless = transitions.isEmpty ? [] : classless
    self.lost = lost
    self.gained = gained
  }
}
