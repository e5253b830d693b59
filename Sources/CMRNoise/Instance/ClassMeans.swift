/// The mean of the features of every class's training rows.
///
/// Only additions, multiplications and divisions of doubles in a fixed order, which are the same on
/// every machine.
struct ClassMeans {
  let dimension: Int
  private var sums: [Double]
  private var counts: [Int]

  init(classCount: Int, dimension: Int) {
    self.dimension = dimension
    sums = Array(repeating: 0, count: classCount * dimension)
    counts = Array(repeating: 0, count: classCount)
  }

  /// The classes that have a training row.
  var classes: [Int] { counts.indices.filter { counts[$0] > 0 } }

  /// Adds the rows of `features`, which have these labels.
  mutating func add(_ features: [Float], labels: [Int32]) {
    for (row, label) in labels.enumerated() {
      let target = Int(label) * dimension
      for column in 0..<dimension {
        sums[target + column] += Double(features[row * dimension + column])
      }
      counts[Int(label)] += 1
    }
  }

  /// Turns the sums into means, once all rows are added.
  mutating func finish() {
    for label in classes {
      for column in 0..<dimension { sums[label * dimension + column] /= Double(counts[label]) }
    }
  }

  /// The squared distance of a row to the mean of each of ``classes``, as a share of the sum of
  /// them all, so that modalities of different scale can be added.
  func shares(of features: [Float], at start: Int) -> [Double] {
    var distances = classes.map { squaredDistance(features, start, $0 * dimension) }
    let total = distances.reduce(0, +)
    guard total > 0 else { return distances }
    for index in distances.indices { distances[index] /= total }
    return distances
  }

  private func squaredDistance(_ features: [Float], _ start: Int, _ mean: Int) -> Double {
    // Four sums that do not wait for one another.
    var parts = SIMD4<Double>()
    var column = 0
    while column + 4 <= dimension {
      let row = start + column
      let values = SIMD4<Double>(
        Double(features[row]), Double(features[row + 1]), Double(features[row + 2]),
        Double(features[row + 3]))
      let place = mean + column
      let means = SIMD4<Double>(sums[place], sums[place + 1], sums[place + 2], sums[place + 3])
      let difference = values - means
      parts += difference * difference
      column += 4
    }
    var sum = parts[0] + parts[1] + parts[2] + parts[3]
    while column < dimension {
      let difference = Double(features[start + column]) - sums[mean + column]
      sum += difference * difference
      column += 1
    }
    return sum
  }
}
