/// How near parts come to the share of each class that they should have.
package struct SplitBalance: Hashable, Sendable {
  /// The largest difference, in rows, between the rows of a class in a part and its share.
  package let worst: Double

  /// The balance of `parts` of `rows` by `labels`.
  package init(_ parts: [[Int]], of rows: [Int], labels: SplitLabels) {
    let all = Self.counts(rows, labels)
    var worst = 0.0
    for part in parts {
      let own = Self.counts(part, labels)
      for (number, count) in all {
        let share = Double(count) * Double(part.count) / Double(max(1, rows.count))
        worst = max(worst, abs(Double(own[number] ?? 0) - share))
      }
    }
    self.worst = worst
  }

  private static func counts(_ rows: [Int], _ labels: SplitLabels) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for row in rows { for number in labels.classes(ofRow: row) { counts[number, default: 0] += 1 } }
    return counts
  }
}
