import CMRDense
import CMRMethods
import CMRRandom
import CMRTestSupport
import RealModule
import Testing

/// The model of the labels: formulas written out, its maximum, and what it finds out about noise.
@Suite struct LabelModelTests {
  /// Rows with neighbours drawn at random in two spaces, predictions drawn at random, and two sets of
  /// labels.
  private struct Scene {
    let classes = 4
    let neighbours: [Neighbours<Float>]
    let predictions: Matrix<Float>
    let given: [[Int32]]

    init(seed: UInt64, rows: Int = 30) {
      var random = RandomStream(seed: seed, domain: "label-model")
      neighbours = (0..<2).map { _ in
        random.embeddings(rows, 3).nearestNeighbours(6, rowsAreUnit: true)
      }
      predictions = random.embeddings(rows, 4)
      given = (0..<2).map { _ in random.labels(rows, classes: 4) }
    }

    /// n_j(k) of a row, class by class.
    func naiveVotes(_ row: Int, space: Int, count: Int) -> [Double] {
      var votes = [Double](repeating: 0, count: classes)
      for (rank, neighbour) in neighbours[space].indices(of: row).prefix(count).enumerated() {
        let cosine = Double(max(neighbours[space].similarities[row, rank], 0))
        for labels in given { votes[Int(labels[neighbour])] += cosine / 2 }
      }
      return votes
    }

    func evidence(_ count: Int) -> Evidence {
      Evidence(
        neighbours: neighbours, count: count, predictions: [predictions], given: given,
        classCount: classes)
    }
  }

  @Test(arguments: [1, 4, 6]) func evidenceIsGathered(count: Int) {
    let scene = Scene(seed: 1)
    let evidence = scene.evidence(count)
    #expect(evidence.rowCount == 30 && evidence.classCount == 4 && evidence.witnessCount == 3)
    for row in 0..<30 {
      func found(_ witness: Int) -> [Double] {
        (0..<4).map { evidence.value(row: row, class: $0, witness: witness) }
      }
      for space in 0..<2 {
        let votes = scene.naiveVotes(row, space: space, count: count)
        expectClose(found(space), votes, absolute: 1e-6)
      }
      #expect(found(2) == scene.predictions.row(row).map { Double($0) })
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func beliefsFollowTheFormula(seed: UInt64) {
    let scene = Scene(seed: seed)
    let model = LabelModel(weights: [0.7, 1.9, 0.4], noiseRates: [0.4, 0.1], classCount: 4)
    let evidence = scene.evidence(3)
    var beliefs = LabelModel.Beliefs()
    for row in 0..<30 {
      let votes = (0..<2).map { scene.naiveVotes(row, space: $0, count: 3) }
      var scores: [Double] = []
      for k in 0..<4 {
        let foreseen = Double(scene.predictions[row, k])
        scores.append(exponential(0.7 * votes[0][k] + 1.9 * votes[1][k] + 0.4 * foreseen))
      }
      let total = scores.reduce(0, +)
      var joint: [Double] = []
      for k in 0..<4 {
        let first = Int(scene.given[0][row]) == k ? 0.6 : 0.4 / 3
        let second = Int(scene.given[1][row]) == k ? 0.9 : 0.1 / 3
        joint.append(scores[k] / total * first * second)
      }
      let likelihood = joint.reduce(0, +)
      model.weigh(row, evidence, scene.given, into: &beliefs)
      #expect(abs(exponential(beliefs.logLikelihood) - likelihood) < 1e-6)
      expectClose(beliefs.foreseen, scores.map { $0 / total }, absolute: 1e-6)
      expectClose(beliefs.posterior, joint.map { $0 / likelihood }, absolute: 1e-6)
    }
  }

  /// No model near the one that was found explains the labels better.
  @Test(arguments: [(0.2, 0.2), (0.7, 0.3), (0.5, 0)]) func fitIsAMaximum(noise: (Double, Double)) {
    let (evidence, given) = clusters(noise: [noise.0, noise.1], seed: 4)
    let fit = LabelModel.fit(evidence, given: given, classCount: 5)
    func likelihood(_ model: LabelModel) -> Double {
      var beliefs = LabelModel.Beliefs()
      return (0..<evidence.rowCount).reduce(0) { sum, row in
        model.weigh(row, evidence, given, into: &beliefs)
        return sum + beliefs.logLikelihood
      }
    }
    #expect(fit.iterations < 500)
    #expect(abs(likelihood(fit.model) - fit.logLikelihood) < 1e-6)
    for place in fit.model.weights.indices {
      for change in [0.9, 1.1] {
        var model = fit.model
        model.weights[place] *= change
        #expect(likelihood(model) < fit.logLikelihood + 0.01)
      }
    }
    for place in fit.model.noiseRates.indices {
      for change in [-0.03, 0.03] {
        var model = fit.model
        model.noiseRates[place] = min(max(model.noiseRates[place] + change, 0.001), 0.8)
        #expect(likelihood(model) < fit.logLikelihood + 0.5)
      }
    }
  }

  /// Noise rates are found without a clean label: redrawing among 5 classes leaves a fifth of the
  /// redrawn ones right.
  @Test(arguments: [(0.0, 0.0), (0.3, 0.3), (0.6, 0.2), (0.8, 0.8)])
  func noiseRatesAreFound(noise: (Double, Double)) {
    let (evidence, given) = clusters(noise: [noise.0, noise.1], seed: 5)
    let rates = LabelModel.fit(evidence, given: given, classCount: 5).model.noiseRates
    expectClose(rates, [noise.0 * 0.8, noise.1 * 0.8], absolute: 0.06)
  }

  /// Where neighbours are strangers, they have no weight and nothing is learnt from them.
  @Test func votesOfStrangersHaveNoWeight() {
    let (_, given) = clusters(noise: [0, 0], seed: 6)
    var random = RandomStream(seed: 7, domain: "strangers")
    let near = random.embeddings(given[0].count, 6).nearestNeighbours(10, rowsAreUnit: true)
    let evidence = Evidence(
      neighbours: [near], count: 10, predictions: [], given: given, classCount: 5)
    let fit = LabelModel.fit(evidence, given: given, classCount: 5)
    #expect(fit.model.weights[0] < 0.15)
  }

  private func exponential(_ x: Double) -> Double { Double.exp(x) }

  /// Votes and predictions among points around one centre for each of 5 classes, in which some labels
  /// of either set are redrawn.
  private func clusters(noise: [Double], seed: UInt64) -> (Evidence, [[Int32]]) {
    var scene = MemoryRows.clusters(
      classes: 5, rowsPerClass: 120, spread: 0.25, noise: 0, seed: seed)
    var random = RandomStream(seed: seed, domain: "redrawn")
    for (place, share) in noise.enumerated() {
      let count = scene.parts[place].given.count
      for row in random.sample(Int(share * Double(count)), of: count) {
        scene.parts[place].given[row] = Int32(random.uniform(below: 5))
      }
    }
    let given = scene.parts.map(\.given)
    let near = scene.parts.map { $0.features.nearestNeighbours(20) }
    let foreseen = LinearPredictions(scene.parts[0].features, given: given, classCount: 5).scores
    return (
      Evidence(
        neighbours: near, count: 20, predictions: [foreseen], given: given, classCount: 5),
      given
    )
  }
}
