internal import CMRRandom

/// Rows with any number of classes each, dealt by iterative stratification: K. Sechidis,
/// G. Tsoumakas and I. Vlahavas, "On the stratification of multi-label data", ECML PKDD 2011.
///
/// The rarest class that is left is dealt first, each of its rows to the part that lacks most of
/// that class. Unlike the paper's, no part gets more rows than asked for. Ties are broken at random,
/// as there; everything is counted in whole numbers, so that the parts are the same on every
/// machine.
enum IterativeStratification {
  static func deal(
    _ rows: [Int], _ labels: SplitLabels, _ totals: [Int], _ stream: inout RandomStream
  ) -> [[Int]] {
    var order = rows
    stream.shuffle(&order)
    var dealer = Dealer(order.map { labels.classes(ofRow: $0) }, totals, stream)
    dealer.dealClasses()
    dealer.dealWithoutClass()
    stream = dealer.stream
    var parts = [[Int]](repeating: [], count: totals.count)
    for (row, part) in zip(order, dealer.parts) { parts[part].append(row) }
    return parts
  }

  private struct Dealer {
    /// The classes of each example.
    let classes: [[Int]]
    /// The part of each example; -1 before it has one.
    var parts: [Int]
    /// How many examples each part still lacks.
    var missing: [Int]
    /// How many examples of each class each part still lacks, in parts of the number of examples.
    var missingOfClass: [[Int]]
    /// The examples of each class.
    var members: [[Int]]
    /// How many of them have no part yet.
    var left: [Int]
    var stream: RandomStream

    init(_ classes: [[Int]], _ totals: [Int], _ stream: RandomStream) {
      self.classes = classes
      parts = classes.map { _ in -1 }
      missing = totals
      let count = (classes.joined().max() ?? -1) + 1
      var members = [[Int]](repeating: [], count: count)
      for (example, classes) in classes.enumerated() {
        for number in classes { members[number].append(example) }
      }
      self.members = members
      left = members.map(\.count)
      missingOfClass = members.map { list in totals.map { list.count * $0 } }
      self.stream = stream
    }

    mutating func dealClasses() {
      var order = Array(members.indices)
      stream.shuffle(&order)
      while let rarest = order.filter({ left[$0] > 0 }).min(by: { left[$0] < left[$1] }) {
        for example in members[rarest] where parts[example] < 0 {
          let most = lacking(missing.indices.filter { missing[$0] > 0 }) {
            missingOfClass[rarest][$0]
          }
          give(example, to: choose(lacking(most) { missing[$0] }))
        }
      }
    }

    mutating func dealWithoutClass() {
      for example in classes.indices where parts[example] < 0 {
        give(example, to: choose(lacking(Array(missing.indices)) { missing[$0] }))
      }
    }

    private func lacking(_ parts: [Int], _ need: (Int) -> Int) -> [Int] {
      let most = parts.map(need).max()
      return parts.filter { need($0) == most }
    }

    private mutating func choose(_ parts: [Int]) -> Int {
      parts.count == 1 ? parts[0] : parts[stream.uniform(below: parts.count)]
    }

    private mutating func give(_ example: Int, to part: Int) {
      parts[example] = part
      missing[part] -= 1
      for number in classes[example] {
        missingOfClass[number][part] -= parts.count
        left[number] -= 1
      }
    }
  }
}
