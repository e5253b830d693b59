internal import CMRRandom

/// Rows with one class each, dealt so that every part has of every class its share, rounded down or
/// up, and so many rows as asked for.
///
/// That both hold at once is controlled rounding of a table with given sums of rows and columns,
/// which always has a solution (M. Bacharach, "Matrix rounding problems", Management Science 12,
/// 1966): shares rounded down are given first, and the rows that are left go by augmenting paths.
package enum ClassStratification {
  static func deal(
    _ rows: [Int], _ labels: SplitLabels, _ totals: [Int], _ stream: inout RandomStream
  ) -> [[Int]] {
    var members: [Int: [Int]] = [:]
    for row in rows { members[labels.classes(ofRow: row)[0], default: []].append(row) }
    // A class too small for all parts must not go to the first of them because of its number.
    var classes = members.keys.sorted()
    stream.shuffle(&classes)
    let cells = Self.cells(classes.map { members[$0]?.count ?? 0 }, totals)
    var parts = [[Int]](repeating: [], count: totals.count)
    for (number, counts) in zip(classes, cells) {
      var rows = members[number] ?? []
      stream.shuffle(&rows)
      var first = 0
      for (part, count) in counts.enumerated() {
        parts[part] += rows[first..<first + count]
        first += count
      }
    }
    return parts
  }

  /// How many rows of each class each part gets: [classes, parts].
  ///
  /// Both lists must have the same sum.
  package static func cells(_ sizes: [Int], _ totals: [Int]) -> [[Int]] {
    var table = RoundedTable(sizes, totals)
    table.round()
    return table.cells
  }
}

/// A table of quotas that is being rounded.
private struct RoundedTable {
  /// The quotas rounded down.
  private let floors: [[Int]]
  /// What rounding down takes from each, in parts of the number of rows.
  private let remainders: [[Int]]
  private var isRoundedUp: [[Bool]]
  private var missingOfClass: [Int]
  private var missingOfPart: [Int]

  init(_ sizes: [Int], _ totals: [Int]) {
    let sum = max(1, sizes.reduce(0, +))
    let quotas = sizes.map { size in
      totals.map { sum.dividingFullWidth(size.multipliedFullWidth(by: $0)) }
    }
    let floors = quotas.map { $0.map(\.quotient) }
    self.floors = floors
    remainders = quotas.map { $0.map(\.remainder) }
    isRoundedUp = sizes.map { _ in totals.map { _ in false } }
    missingOfClass = zip(sizes, floors).map { $0 - $1.reduce(0, +) }
    missingOfPart = totals.indices.map { part in totals[part] - floors.reduce(0) { $0 + $1[part] } }
  }

  var cells: [[Int]] {
    zip(floors, isRoundedUp).map { zip($0, $1).map { $1 ? $0 + 1 : $0 } }
  }

  mutating func round() {
    for row in floors.indices {
      while missingOfClass[row] > 0 {
        var seen = missingOfPart.map { _ in false }
        guard roundUp(row, &seen) else { break }
        missingOfClass[row] -= 1
      }
    }
  }

  /// Rounds one more quota of a class up, the largest remainder first; where a part is full, a class
  /// that has it moves to another.
  private mutating func roundUp(_ row: Int, _ seen: inout [Bool]) -> Bool {
    let parts = missingOfPart.indices.filter { remainders[row][$0] > 0 && !isRoundedUp[row][$0] }
      .sorted { (remainders[row][$0], $1) > (remainders[row][$1], $0) }
    if let free = parts.first(where: { missingOfPart[$0] > 0 }) {
      isRoundedUp[row][free] = true
      missingOfPart[free] -= 1
      return true
    }
    for part in parts where !seen[part] {
      seen[part] = true
      for other in floors.indices where isRoundedUp[other][part] && roundUp(other, &seen) {
        isRoundedUp[other][part] = false
        isRoundedUp[row][part] = true
        return true
      }
    }
    return false
  }
}
