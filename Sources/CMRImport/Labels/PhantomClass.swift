/// Finds signs of one class too many: a class that is none.
struct PhantomClass {
  /// The rows of each class, table by table of one modality.
  private var counts: [[Int]] = []
  private let classCount: Int

  init(classCount: Int) { self.classCount = classCount }

  /// From here on rows are those of the next table.
  mutating func beginTable() { counts.append([Int](repeating: 0, count: classCount)) }

  /// Takes the class of the next row.
  mutating func add(_ index: Int) { counts[counts.count - 1][index] += 1 }

  /// For one column per class.
  func warningForColumns() -> String? {
    let totals = self.totals
    let empty = totals.indices.filter { totals[$0] == 0 }
    guard totals.count > 2, empty.count == 1, [0, totals.count - 1].contains(empty[0]) else {
      return nil
    }
    let cause =
      empty[0] == 0
      ? "class numbers from 1 that were made one-hot as if from 0 look so"
      : "one-hot labels made for one class too many look so"
    return
      "column \(empty[0]) of the \(totals.count) label columns is empty in every split: \(cause),"
      + " and the number of classes is one too large"
  }

  /// For class numbers: the last class is in the first table alone while every other one is also
  /// elsewhere.
  func warningForNumbers(base: Int64, source: String) -> String? {
    let last = totals.count - 1
    guard counts.count > 1, last >= 2, counts[0][last] > 0 else { return nil }
    let elsewhere = counts.dropFirst()
    guard elsewhere.allSatisfy({ $0[last] == 0 }),
      (0..<last).allSatisfy({ index in elsewhere.contains { $0[index] > 0 } })
    else { return nil }
    return
      "label \(base + Int64(last)) is in \(counts[0][last]) rows of '\(source)' alone, and every"
      + " other one also elsewhere: wrong labels drawn one class too far look so, and the number of"
      + " classes may be one too large"
  }

  private var totals: [Int] {
    counts.reduce([Int](repeating: 0, count: classCount)) { sum, next in
      zip(sum, next).map { $0 + $1 }
    }
  }
}
