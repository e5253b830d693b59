import CMRRandom
import CMRSplit
import Testing

@Suite struct StratificationTests {
  @Test func `each class gets its share rounded down or up and each part all its rows`() {
    var random = RandomStream(seed: 4, domain: "test/cells")
    for _ in 0..<300 {
      let classes = 1 + random.uniform(below: 30)
      let sizes = (0..<classes).map { _ in 1 + random.uniform(below: 9) }
      let sum = sizes.reduce(0, +)
      var totals = (0..<1 + random.uniform(below: 5)).map { _ in 0 }
      for _ in 0..<sum { totals[random.uniform(below: totals.count)] += 1 }
      let cells = ClassStratification.cells(sizes, totals)
      #expect(cells.map { $0.reduce(0, +) } == sizes)
      #expect(totals.indices.map { part in cells.reduce(0) { $0 + $1[part] } } == totals)
      for (size, row) in zip(sizes, cells) {
        for (total, count) in zip(totals, row) {
          let floor = size * total / sum
          #expect(count == floor || (count == floor + 1 && size * total % sum > 0))
        }
      }
    }
  }

  @Test func `classes of one row are not sent to the first part by their numbers`() throws {
    let plan = try SplitPlan(["a=0.5", "b=rest"], draw: .stratified, seed: 1)
    let parts = try plan.split(
      Array(0..<100), labels: .classes((0..<100).map { Int32($0) }), in: "x")
    let low = parts[0].count { $0 < 50 }
    #expect((15...35).contains(low), "\(low)")
  }

  /// The mean over classes and parts of how far the odds of a class are from those of all rows: the
  /// measure of the paper, which is 0 at best.
  private func labelDistribution(_ parts: [[Int]], _ labels: SplitLabels, classes: Int) -> Double {
    let all = parts.flatMap(\.self)
    let odds = { (rows: [Int], number: Int) in
      let count = Double(rows.count { labels.classes(ofRow: $0).contains(number) })
      return count / (Double(rows.count) - count)
    }
    let distances = (0..<classes).flatMap { number in
      parts.map { abs(odds($0, number) - odds(all, number)) }
    }
    return distances.reduce(0, +) / Double(distances.count)
  }

  @Test func `several classes per row come nearer to their shares than at random`() throws {
    var random = RandomStream(seed: 9, domain: "test/multi-hot")
    let (rows, classes) = (600, 12)
    // Class k has about one row in k + 2; some rows have no class at all.
    let elements = (0..<rows * classes).map { index in
      UInt8(random.uniform(below: index % classes + 2) == 0 ? 1 : 0)
    }
    let labels = SplitLabels.multiHot(elements, count: classes)
    for seed in UInt64(1)...5 {
      let distribution = { (draw: SplitDraw) in
        let plan = try SplitPlan(["a=0.7", "b=0.2", "c=0.1"], draw: draw, seed: seed)
        let parts = try plan.split(Array(0..<rows), labels: labels, in: "x")
        #expect(parts.map(\.count) == [420, 120, 60])
        #expect(parts.flatMap(\.self).sorted() == Array(0..<rows))
        return labelDistribution(parts, labels, classes: classes)
      }
      let (stratified, any) = (try distribution(.stratified), try distribution(.random))
      #expect(stratified < any / 2, "\(stratified) against \(any)")
    }
  }

  @Test func `rows with one class each in columns are dealt as well as by number`() throws {
    let classes = (0..<90).map { Int32($0 % 3) }
    let elements: [UInt8] = classes.flatMap { number in (Int32(0)..<3).map { $0 == number ? 1 : 0 }
    }
    let plan = try SplitPlan(["a=2/3", "b=rest"], draw: .stratified, seed: 1)
    for labels in [SplitLabels.classes(classes), .multiHot(elements, count: 3)] {
      let parts = try plan.split(Array(0..<90), labels: labels, in: "x")
      #expect(SplitBalance(parts, of: Array(0..<90), labels: labels).worst == 0)
    }
  }
}
