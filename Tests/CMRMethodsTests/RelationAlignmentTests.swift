import CMRAutodiff
import CMRDense
import CMRMethods
import CMRRandom
import CMRTestSupport
import Testing

/// L_RA: costs, matches and loss against the formulas of the reference, written out.
@Suite struct RelationAlignmentTests {
  private let rows = 6

  private func costs(_ seed: UInt64) -> RelationCosts<Double> {
    var random = RandomStream(seed: seed, domain: "relation")
    let embeddings = (0..<2).map { _ in random.matrix(rows, 4).normalisedRows() }
    let logits = (0..<2).map { _ in random.matrix(rows, 3) }
    return RelationCosts(
      embeddings: embeddings, logits: logits, labels: random.distributions(rows, 3))
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func costsEqualTheFormulas(seed: UInt64) {
    let costs = costs(seed)
    let (v, t) = (costs.embeddings[0], costs.embeddings[1])
    let p = costs.logits.map { logits in (0..<rows).map { naiveSoftmax(Array(logits.row($0))) } }
    for i in 0..<rows {
      for j in 0..<rows {
        let within = 1 - 0.5 * (dot(v.row(i), v.row(j)) + dot(t.row(i), t.row(j)))
        let across = 1 - dot(v.row(i), t.row(j))
        let lengths = dot(p[0][i], p[0][i]).squareRoot() * dot(p[1][j], p[1][j]).squareRoot()
        let probabilities = 1 - dot(p[0][i], p[1][j]) / lengths
        let corrected = 1 - dot(costs.labels.row(i), costs.labels.row(j))
        let expected: [(UOTRCL.RelationCost, Double)] = [
          (.within, within), (.across, across), (.probabilities, probabilities),
          (.corrected, corrected), (.mean, (within + across + probabilities + corrected) / 4),
        ]
        #expect(expected.map(\.0) == UOTRCL.RelationCost.allCases)
        for (kind, value) in expected {
          expectClose([costs.cost(kind)[i, j]], [value], absolute: 1e-12, "\(kind) [\(i), \(j)]")
        }
      }
    }
  }

  @Test(arguments: [0, 0.5, 1], 1...2 as ClosedRange<UInt64>)
  func matchesAreAMixedTransport(identity: Double, seed: UInt64) throws {
    var options = UOTRCL.RelationOptions()
    options.identity = identity
    options.regularisation = 0.3
    options.tolerance = 1e-12
    let cost = costs(seed).cost(.across)
    let matches = try RelationAlignment(options: options).matches(cost)
    #expect(matches.isConverged)
    let plan = naiveSinkhorn(cost, eps: 0.3)
    for i in 0..<rows {
      for j in 0..<rows {
        let pair = i == j ? identity : 0
        let forward = pair + (1 - identity) * plan[i][j] * Double(rows)
        let backward = pair + (1 - identity) * plan[j][i] * Double(rows)
        expectClose([matches.forward[i, j]], [forward], absolute: 1e-9, "forward [\(i), \(j)]")
        expectClose([matches.backward[i, j]], [backward], absolute: 1e-9, "backward [\(i), \(j)]")
      }
    }
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func lossEqualsTheFormula(seed: UInt64) throws {
    var options = UOTRCL.RelationOptions()
    options.temperature = 0.5
    let costs = costs(seed)
    let alignment = RelationAlignment(options: options)
    let matches = try alignment.matches(costs.cost(.within))
    let (v, t) = (costs.embeddings[0], costs.embeddings[1])
    var expected = 0.0
    for i in 0..<rows {
      let p = naiveSoftmax((0..<rows).map { dot(v.row(i), t.row($0)) / 0.5 })
      let q = naiveSoftmax((0..<rows).map { dot(t.row(i), v.row($0)) / 0.5 })
      for j in 0..<rows {
        expected -= matches.forward[i, j] * naiveLog(p[j]) / Double(rows)
        expected -= matches.backward[i, j] * naiveLog(q[j]) / Double(rows)
      }
    }
    let tape = Tape<Double>()
    let loss = alignment.loss(costs.embeddings.map { tape.constant($0) }, matches).scalar
    expectClose([loss], [expected], relative: 1e-12)
  }

  /// With a = 1 only the pairs count: symmetric InfoNCE, twice because its directions are summed
  /// here.
  @Test func pairsAloneAreInfoNCE() throws {
    var options = UOTRCL.RelationOptions()
    options.identity = 1
    options.temperature = 0.5
    let costs = costs(4)
    let alignment = RelationAlignment(options: options)
    let tape = Tape<Double>()
    let z = costs.embeddings.map { tape.constant($0) }
    let loss = alignment.loss(z, try alignment.matches(costs.cost(.within)))
    expectClose([loss.scalar], [2 * z[0].infoNCE(z[1], temperature: 0.5).scalar], relative: 1e-12)
  }

  /// The symmetric form is 0 where P is G~, and positive elsewhere.
  @Test func symmetricFormIsADivergence() throws {
    var options = UOTRCL.RelationOptions()
    options.loss = .symmetricKL
    options.identity = 0
    let alignment = RelationAlignment(options: options)
    let tape = Tape<Double>()
    // All images alike and all texts alike: P, Q and the transport are uniform.
    let alike = Matrix<Double>(rows: rows, columns: 4, repeating: 0.5)
    let uniform = try alignment.matches(Matrix(rows: rows, columns: rows))
    let z = [tape.constant(alike), tape.constant(alike)]
    expectClose([alignment.loss(z, uniform).scalar], [0], absolute: 1e-12)
    let costs = costs(5)
    let other = costs.embeddings.map { tape.constant($0) }
    #expect(alignment.loss(other, uniform).scalar > 1e-3)
  }
}

/// The balanced plan between uniform marginals, by many plain iterations.
private func naiveSinkhorn(_ cost: Matrix<Double>, eps: Double) -> [[Double]] {
  let n = cost.rows
  let kernel = (0..<n).map { i in (0..<n).map { naiveExp(-cost[i, $0] / eps) } }
  var u = [Double](repeating: 1, count: n)
  var v = u
  for _ in 0..<5000 {
    for i in 0..<n { u[i] = 1 / Double(n) / dot(kernel[i], v) }
    for j in 0..<n { v[j] = 1 / Double(n) / dot(kernel.map { $0[j] }, u) }
  }
  return (0..<n).map { i in (0..<n).map { u[i] * kernel[i][$0] * v[$0] } }
}
