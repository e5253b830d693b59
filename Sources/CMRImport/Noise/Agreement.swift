/// How far two lists of labels agree row by row, and how far they would in a random order.
///
/// The expectation and deviation are those of a sum of s(i, p(i)) over a random permutation p
/// (Hoeffding, Annals of Mathematical Statistics 22, 1951), where s counts the classes that two
/// rows share: what is measured says whether the rows are the same ones, and not only as many of
/// each class.
struct Agreement: Hashable {
  /// The classes that both give to a row, over all rows.
  let shared: Int
  /// The classes that the first gives, over all rows.
  let total: Int
  /// What ``shared`` is on average over all orders.
  let expected: Double
  /// The standard deviation of that.
  let deviation: Double

  /// A random order agrees so well once in three million.
  static let threshold = 5.0

  /// Classes from `classCount` on are none and agree with nothing.
  init(_ first: [[Int]], _ second: [[Int]], classCount: Int) {
    var (a, b) = (Array(repeating: 0, count: classCount), Array(repeating: 0, count: classCount))
    var shared = 0
    for (mine, others) in zip(first, second) {
      for label in mine { a[label] += 1 }
      for label in others where label < classCount {
        b[label] += 1
        if mine.contains(label) { shared += 1 }
      }
    }
    self.shared = shared
    total = a.reduce(0, +)
    let rows = Double(min(first.count, second.count))
    let product = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    expected = rows > 0 ? product / rows : 0
    guard rows > 1 else {
      deviation = 0
      return
    }
    // The sum of the squares of s, less its row means, less its column means, plus its mean.
    let squares = Self.products(first, second, classCount)
    let byRow = first.reduce(0.0) { $0 + Self.square(of: $1, b) }
    let byColumn = second.reduce(0.0) { $0 + Self.square(of: $1.filter { $0 < classCount }, a) }
    let sum = squares - (byRow + byColumn) / rows + product * product / (rows * rows)
    deviation = max(0, sum / (rows - 1)).squareRoot()
  }

  private static func square(of classes: [Int], _ counts: [Int]) -> Double {
    let sum = Double(classes.reduce(0) { $0 + counts[$1] })
    return sum * sum
  }

  /// The sum over all pairs of rows of the square of the number of classes that they share: over
  /// all pairs of classes, how many rows of either list have both.
  private static func products(
    _ first: [[Int]], _ second: [[Int]], _ classCount: Int
  ) -> Double {
    var pairs: [Pair: (first: Int, second: Int)] = [:]
    for row in first {
      for label in row {
        for other in row { pairs[Pair(label, other), default: (0, 0)].first += 1 }
      }
    }
    for row in second {
      for label in row where label < classCount {
        for other in row where other < classCount {
          pairs[Pair(label, other), default: (0, 0)].second += 1
        }
      }
    }
    // Whole numbers, so that the order of a dictionary does not matter.
    return Double(pairs.values.reduce(Int128(0)) { $0 + Int128($1.first) * Int128($1.second) })
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int

    init(_ first: Int, _ second: Int) { (self.first, self.second) = (first, second) }
  }

  /// How many deviations ``shared`` lies above its expectation.
  var deviations: Double {
    deviation > 0 ? (Double(shared) - expected) / deviation : shared == total ? .infinity : 0
  }

  /// Whether the rows are in the same order.
  var isSameOrder: Bool { deviations >= Self.threshold }

  /// ``shared`` of all.
  var share: Double { total > 0 ? Double(shared) / Double(total) : 1 }
  /// ``expected`` of all.
  var shareByChance: Double { total > 0 ? expected / Double(total) : 1 }
}
