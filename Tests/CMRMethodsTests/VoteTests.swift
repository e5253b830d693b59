import CMRDense
import CMRMethods
import CMRRandom
import CMRTestSupport
import Testing

/// Votes and cost against the formulas of the reference, written out over all pairs of rows.
@Suite struct VoteTests {
  typealias Options = UOTRCL.VoteOptions

  static let variants: [Options] = {
    var list = [Options()]
    func add(_ change: (inout Options) -> Void) {
      var options = Options()
      change(&options)
      list.append(options)
    }
    add { $0.consistency = .pairwise }
    add { $0.consistency = .none }
    add { $0.consistencyBound = 1.05 }
    add { $0.rectified = false }
    add { $0.modalities = .first }
    add { $0.modalities = .second }
    add { $0.voters = .own }
    add { $0.correctedWeight = 1 }
    add { $0.correctedWeight = 0.3 }
    add { $0.own = 0 }
    add { $0.ownScaling = .agreement }
    add { $0.prediction = 0.4 }
    return list
  }()

  @Test(arguments: variants, 1...2 as ClosedRange<UInt64>)
  func equalTheFormula(options: Options, seed: UInt64) {
    let scene = VoteScene(seed: seed, neighbours: 4)
    let votes = scene.votes(options)
    let expected = scene.naiveVotes(options)
    expectClose(votes.matrix.elements, expected.elements, absolute: 1e-6, relative: 1e-5, "votes")
  }

  /// Every option that the variants change matters for the votes.
  @Test func everyOptionCounts() {
    let scene = VoteScene(seed: 3, neighbours: 4)
    let matrices = Self.variants.map { scene.votes($0).matrix }
    for i in matrices.indices {
      for j in 0..<i where matrices[i] == matrices[j] {
        Issue.record("variants \(i) and \(j) have the same votes")
      }
    }
  }

  @Test func agreementIsThatOfNeighboursAlone() {
    let scene = VoteScene(seed: 4, neighbours: 4)
    var alone = Options()
    alone.own = 0
    let winners = scene.votes(alone).matrix.argmaxRows()
    let confirmed = scene.given.reduce(0) { sum, labels in
      sum + zip(winners, labels).count { $0.0 == Int($0.1) }
    }
    let expected = Double(confirmed) / Double(2 * winners.count)
    #expect(scene.votes(Options()).agreement == expected)
    var scaled = Options()
    scaled.ownScaling = .agreement
    #expect(scaled.ownWeight(agreement: expected) == 0.3 * expected)
  }

  @Test(arguments: UOTRCL.Scaling.allCases) func costIsTheLogarithm(scaling: UOTRCL.Scaling) {
    var votes = VoteScene(seed: 5, neighbours: 4).votes(Options()).matrix
    votes.setRow(0, to: [Double](repeating: 0, count: votes.columns))
    let cost = VoteCost(scaling: scaling, floor: 1e-8).cost(of: votes)
    let total = votes.elements.reduce(0, +) / Double(votes.count)
    for row in 0..<votes.rows {
      let sum = votes.row(row).reduce(0, +)
      let scale =
        switch scaling {
        case .global: total
        case .row: sum > 0 ? sum / Double(votes.columns) : 1
        case .none: 1.0
        }
      let expected = votes.row(row).map { -naiveLog(max($0 / scale, 1e-8)) }
      expectClose(cost.row(row), expected, absolute: 1e-12, "row \(row)")
    }
  }

  /// Only global scaling (and none) keeps the level of a row, which decides when it is transported.
  @Test func rowScalingForgetsTheLevel() {
    let votes = Matrix<Double>([[4, 2], [0.4, 0.2]])
    let row = VoteCost(scaling: .row, floor: 1e-8).cost(of: votes)
    expectClose(row.row(1), Array(row.row(0)), absolute: 1e-12)
    let global = VoteCost(scaling: .global, floor: 1e-8).cost(of: votes)
    expectClose(global.row(1), global.row(0).map { $0 + naiveLog(10) }, absolute: 1e-12)
  }
}
