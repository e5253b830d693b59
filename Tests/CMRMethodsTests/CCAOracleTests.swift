import CMRDense
import CMRJSON
import CMRMethods
import CMRRandom
import CMRTestSupport
import CMRTraining
import Testing

/// Canonical correlations and projections against NumPy, by another way: Cholesky factors and a
/// singular value decomposition.
@Suite(.needsPython("numpy")) struct CCAOracleTests {
  private let script = """
    import json, sys
    import numpy as np
    case = json.loads(sys.argv[1])
    x, y = (np.array(case[name]) for name in "xy")
    x, y = x - x.mean(axis=0), y - y.mean(axis=0)
    def ridged(c): return c + case["ridge"] * np.trace(c) / len(c) * np.eye(len(c))
    n = len(x)
    a, b = (np.linalg.cholesky(ridged(m.T @ m / n)) for m in (x, y))
    u, s, v = np.linalg.svd(np.linalg.solve(a, x.T @ y / n) @ np.linalg.inv(b).T)
    p, q = np.linalg.solve(a.T, u), np.linalg.solve(b.T, v.T)
    print(json.dumps({"correlations": s[:4].tolist(), "p": p[:, :4].T.tolist(), "q": q[:, :4].T.tolist()}))
    """

  private struct Answer: Decodable {
    let correlations: [Double]
    let p: [[Double]]
    let q: [[Double]]
  }

  @Test(arguments: [0, 0.01]) func twoModalities(ridge: Double) async throws {
    var random = RandomStream(seed: 3, domain: "cca")
    // A common part, so that correlations differ well.
    let common = random.matrix(90, 4, of: Float.self)
    let mixed = [6, 5].map { width in
      var own = random.matrix(90, width, of: Float.self)
      own.addProduct(of: common, random.matrix(4, width, of: Float.self))
      return own.map { $0 + 3 }
    }
    var sums = ProductSums(dimensions: [6, 5])
    for range in [0..<40, 40..<90] { sums.add(mixed.map { $0.rows(range) }) }
    let found = try #require(CanonicalCorrelations(sums, ridge: ridge, count: 4))
    let document = JSONValue.object([
      "x": mixed[0].converted(to: Double.self).json, "y": mixed[1].converted(to: Double.self).json,
      "ridge": .number(ridge),
    ])
    let output = try await Python.run(script, [document.text()])
    let answer = try JSONValue(parsing: output).decoded(as: Answer.self)
    expectClose(found.correlations, answer.correlations, absolute: 1e-8, "correlations")
    for (index, (p, q)) in zip(answer.p, answer.q).enumerated() {
      let own = (0..<6).map { found.projections[0][$0, index] }
      let sign: Double = zip(own, p).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1 : 1
      expectClose(own, p.map { $0 * sign }, absolute: 1e-8, "first modality, \(index)")
      expectClose(
        (0..<5).map { found.projections[1][$0, index] }, q.map { $0 * sign }, absolute: 1e-8,
        "second modality, \(index)")
    }
  }
}

/// What needs no other implementation.
@Suite struct CCATests {
  /// Projections of three modalities satisfy the equation that defines them.
  @Test func threeModalities() throws {
    var random = RandomStream(seed: 6, domain: "cca")
    let widths = [5, 3, 4]
    var sums = ProductSums(dimensions: widths)
    sums.add(widths.map { random.matrix(60, $0, of: Float.self) })
    let found = try #require(CanonicalCorrelations(sums, ridge: 0, count: 3))
    for (a, width) in widths.enumerated() {
      var others = Matrix<Double>(rows: width, columns: 3)
      for b in widths.indices where b != a {
        others.addProduct(of: sums.covariance(a, b), found.projections[b])
      }
      let own = Matrix.product(sums.covariance(a, a), found.projections[a])
      for row in 0..<width {
        for column in 0..<3 {
          let expected = 2 * found.correlations[column] * own[row, column]
          #expect(abs(others[row, column] - expected) < 1e-10)
        }
      }
    }
  }

  @Test func tooManyFeatures() {
    let task = RetrievalTask(
      modalities: ["image", "text"].map {
        .init(name: $0, dimension: 20_000, trainingRows: 9)
      }, isPaired: true, classCount: 3, labelKind: .classIndex, batchSize: 9, epochs: 1)
    #expect(
      text {
        _ = try CCA(options: .init(), task: task, random: RandomStream(seed: 1, domain: "init"))
      }
        == "method 'cca' takes 32766 features of all modalities together at most, these have 40000; reduce "
        + "the features first, or train by another method")
  }

  @Test func laterEpochsAreSuperfluous() {
    let task = MemoryRows.clusters(seed: 1).task(batchSize: 20, epochs: 3)
    #expect(
      CCA.notices(for: task, options: .init()) == [
        "method 'cca' is done after one epoch and the run has 3: the others change nothing"
      ])
  }
}
