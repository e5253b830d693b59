import CMRDense
import CMRMethods
import CMRRandom
import CMRTestSupport
import RealModule
import Testing

/// What is foreseen without a row is what a regression finds that never saw it.
@Suite struct LinearPredictionTests {
  @Test(arguments: [(1, 3, 25), (2, 6, 40), (3, 12, 9)] as [(UInt64, Int, Int)])
  func predictionsAreThoseOfRegressionsWithoutTheRow(seed: UInt64, dimension: Int, rows: Int) {
    var random = RandomStream(seed: seed, domain: "linear-predictions")
    let features = random.embeddings(rows, dimension)
    let given = (0..<2).map { _ in random.labels(rows, classes: 4) }
    let targets = meanLabels(given, classes: 4)
    let errors = candidates.map { penalty in
      (penalty, predictions(features, targets, penalty).error(to: targets))
    }
    let found = LinearPredictions(features, given: given, classCount: 4)
    #expect(abs(found.penalty - (errors.min { $0.1 < $1.1 }?.0 ?? 0)) < 1e-9)

    // Class means are taken away, and the scale is that of unit mean square.
    var expected = predictions(features, targets, found.penalty)
    let means = targets.columnMeans().map { -$0 }
    expected.add(row: means.span)
    let size = (expected.elements.reduce(0) { $0 + $1 * $1 } / Double(expected.count)).squareRoot()
    expected.scale(by: 1 / size)
    expectClose(
      found.scores.elements.map { Double($0) }, expected.elements, absolute: 2e-4)
  }

  /// One direction of many tells the classes apart, and six labels of ten are redrawn: neighbours look
  /// at all directions and are few, a linear map finds the one from all rows.
  @Test func findsTheDirectionThatMatters() {
    var random = RandomStream(seed: 8, domain: "direction")
    let classes = random.labels(600, classes: 2)
    var features = random.embeddings(600, 40)
    for row in 0..<600 { features[row, 7] += classes[row] == 0 ? 0.12 : -0.12 }
    var given = classes
    for row in random.sample(360, of: 600) { given[row] = Int32(random.uniform(below: 2)) }
    let foreseen = LinearPredictions(features, given: [given], classCount: 2).scores
    let near = features.nearestNeighbours(20)
    let evidence = Evidence(
      neighbours: [near], count: 20, predictions: [foreseen], given: [given], classCount: 2)
    func right(_ witness: Int) -> Int {
      (0..<600).count { row in
        let first = evidence.value(row: row, class: 0, witness: witness)
        return (first > evidence.value(row: row, class: 1, witness: witness)) == (classes[row] == 0)
      }
    }
    #expect(right(1) > 400)
    #expect(right(1) > right(0) + 30)
  }

  /// Labels that features say nothing of are not foreseen, although every row's own label is known.
  @Test func foreseesNothingInChance() {
    var random = RandomStream(seed: 9, domain: "chance")
    let features = random.embeddings(400, 60)
    let labels = random.labels(400, classes: 4)
    let scores = LinearPredictions(features, given: [labels], classCount: 4).scores
    let right = zip(scores.argmaxRows(), labels).count { $0.0 == Int($0.1) }
    #expect(right < 140)
  }

  @Test func featuresWithoutSpreadForeseeNothing() {
    let features = Matrix<Float>(rows: 30, columns: 3)
    var random = RandomStream(seed: 10, domain: "constant")
    let found = LinearPredictions(
      features, given: [random.labels(30, classes: 3)], classCount: 3)
    #expect(found.scores.isFinite())
  }

  private let candidates = (-2...6).map { Double.pow(10, Double($0) / 2) }

  private func meanLabels(_ given: [[Int32]], classes: Int) -> Matrix<Double> {
    var targets = Matrix<Double>(rows: given[0].count, columns: classes)
    for labels in given {
      for (row, label) in labels.enumerated() {
        targets[row, Int(label)] += 1 / Double(given.count)
      }
    }
    return targets
  }

  /// Every row from a regression of all others: penalised slopes, a free intercept.
  private func predictions(
    _ features: Matrix<Float>, _ targets: Matrix<Double>, _ penalty: Double
  ) -> Matrix<Double> {
    var result = targets
    for row in 0..<features.rows {
      let others = (0..<features.rows).filter { $0 != row }
      let map = regression(
        features.gathering(rows: others).converted(to: Double.self),
        targets.gathering(rows: others), penalty)
      let input = features.row(row).map { Double($0) } + [1]
      for column in 0..<targets.columns {
        result[row, column] = input.indices.reduce(0) { $0 + input[$1] * map[$1][column] }
      }
    }
    return result
  }

  /// The normal equations with the intercept as a last, free column: slopes and intercept, [d + 1][K].
  private func regression(
    _ features: Matrix<Double>, _ targets: Matrix<Double>, _ penalty: Double
  ) -> [[Double]] {
    let width = features.columns + 1
    func input(_ row: Int, _ place: Int) -> Double {
      place < features.columns ? features[row, place] : 1
    }
    var system = (0..<width).map { a in
      (0..<width).map { b in
        (0..<features.rows).reduce(a == b && a < features.columns ? penalty : 0) {
          $0 + input($1, a) * input($1, b)
        }
      }
        + (0..<targets.columns).map { column in
          (0..<features.rows).reduce(0) { $0 + input($1, a) * targets[$1, column] }
        }
    }
    eliminate(&system)
    return system.map { Array($0[width...]) }
  }

  /// Gauss and Jordan, the largest pivot first.
  private func eliminate(_ system: inout [[Double]]) {
    for step in system.indices {
      let pivot =
        (step..<system.count).max { abs(system[$0][step]) < abs(system[$1][step]) } ?? step
      system.swapAt(step, pivot)
      let divisor = system[step][step]
      system[step] = system[step].map { $0 / divisor }
      for other in system.indices where other != step {
        let factor = system[other][step]
        for place in system[other].indices { system[other][place] -= factor * system[step][place] }
      }
    }
  }
}

extension Matrix<Double> {
  fileprivate func error(to targets: Matrix<Double>) -> Double {
    zip(elements, targets.elements).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}
