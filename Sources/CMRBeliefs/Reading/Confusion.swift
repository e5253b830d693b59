/// How often one labelling has a class where another has it or another one.
package struct Confusion: Sendable, Equatable {
  /// `[K][K]`: at [i][j] the number of labels that are i in the first and j in the second labelling.
  package private(set) var counts: [[Int]]

  /// Counts over the modalities together; a labelling of pairs stands in every place.
  package init(from: [[Int32]], to: [[Int32]], classCount: Int) {
    counts = Array(repeating: Array(repeating: 0, count: classCount), count: classCount)
    for (from, to) in zip(from, to) {
      for (i, j) in zip(from, to) { counts[Int(i)][Int(j)] += 1 }
    }
  }
}
