/// Row numbers that pair rows anew: noise of correspondence, and none of labels.
struct PairIndex: Hashable {
  /// The row numbers in the file.
  let count: Int
  /// How often each row stands in it.
  let repeats: Int
  /// How many are not where they would be without noise.
  let displaced: Int

  /// More captions of one picture than any set has.
  private static let mostRepeats = 10

  /// Nil where `table` can be labels of `classCount` classes, or is no list of all rows of a set,
  /// each equally often.
  init?(_ table: LabelTable, classCount: Int) {
    guard table.columns == 1, let least = table.values.min(), let most = table.values.max(),
      (0...1).contains(least), most < table.values.count + 1
    else { return nil }
    let distinct = Int(most - least) + 1
    guard distinct > classCount + 1, table.values.count % distinct == 0 else { return nil }
    let repeats = table.values.count / distinct
    var counts = Array(repeating: 0, count: distinct)
    for value in table.values { counts[Int(value - least)] += 1 }
    guard repeats <= Self.mostRepeats, counts.allSatisfy({ $0 == repeats }) else { return nil }
    count = table.values.count
    self.repeats = repeats
    displaced = table.values.enumerated().count { place, value in
      Int(value - least) != place / repeats
    }
  }
}
