package import CMRDense

/// For every row the classes that its neighbours or the row itself were given, and how many votes
/// each class has in each space of neighbours; what has no vote takes no memory.
package struct VoteTable: Sendable {
  /// How many spaces neighbours were looked for in.
  package let spaceCount: Int
  /// Where the entries of every row begin, and at last where they end.
  private var starts = [0]
  /// The class of every entry.
  package private(set) var classes: [Int32] = []
  /// The votes of every entry, ``spaceCount`` each.
  package private(set) var votes: [Float] = []

  /// Counts the votes of the `count` nearest neighbours in every space.
  ///
  /// A neighbour votes with each of its given labels; its votes together weigh its cosine, and
  /// nothing where that is negative. A row's own labels have entries but no vote: that they say
  /// nothing here is what makes them evidence of how far votes can be trusted.
  package init(
    neighbours: [Neighbours<Float>], count: Int, given: [[Int32]], classCount: Int
  ) {
    spaceCount = neighbours.count
    var places = [Int](repeating: -1, count: classCount)
    for row in given[0].indices {
      for labels in given { open(labels[row], &places) }
      for (space, near) in neighbours.enumerated() {
        for (rank, neighbour) in near.indices(of: row).prefix(count).enumerated() {
          let weight = max(near.similarities[row, rank], 0) / Float(given.count)
          for labels in given {
            let entry = open(labels[neighbour], &places)
            votes[entry * spaceCount + space] += weight
          }
        }
      }
      for entry in starts[row]..<classes.count { places[Int(classes[entry])] = -1 }
      starts.append(classes.count)
    }
  }

  /// The number of rows.
  package var rowCount: Int { starts.count - 1 }

  /// The entries of a row.
  package func entries(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// The entry of a class in the row that is being counted.
  @discardableResult
  private mutating func open(_ label: Int32, _ places: inout [Int]) -> Int {
    if places[Int(label)] < 0 {
      places[Int(label)] = classes.count
      classes.append(label)
      for _ in 0..<spaceCount { votes.append(0) }
    }
    return places[Int(label)]
  }
}
