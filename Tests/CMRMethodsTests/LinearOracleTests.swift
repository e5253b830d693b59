import CMRDense
import CMRJSON
import CMRMethods
import CMRRandom
import CMRStore
import CMRTestSupport
import CMRTraining
import FoundationEssentials
import SystemPackage
import Testing

/// Linear methods against `tools/oracles/linear.py`, which goes other ways to the same projections.
@Suite(.needsPython("numpy", "scipy")) struct LinearOracleTests {
  private struct Answer: Decodable {
    let values: [Double]
    let projections: [[[Double]]]
  }

  /// What was found, as the oracle prints it.
  private struct Found {
    let values: [Double]
    let projections: [Matrix<Double>]
  }

  /// Rows of `widths` features about class centres; a modality has 7 rows fewer than the one before.
  private func clusters(_ widths: [Int], classes: Int, _ random: inout RandomStream, paired: Bool)
    -> (rows: [Matrix<Float>], labels: [[Int32]])
  {
    var rows: [Matrix<Float>] = []
    var labels: [[Int32]] = []
    for (place, width) in widths.enumerated() {
      let count = paired ? 60 : 60 - 7 * place
      let own = (0..<count).map { Int32(($0 + $0 / 5) % classes) }
      let centres = random.matrix(classes, width, of: Float.self)
      var noise = random.matrix(count, width, of: Float.self)
      noise.add(centres.gathering(rows: own.map { Int($0) }))
      rows.append(noise.map { $0 + 2 })
      labels.append(own)
    }
    return (rows, labels)
  }

  private func expect(
    _ method: String, _ found: Found, _ rows: [Matrix<Float>], _ labels: [Matrix<Double>] = [],
    numbers: [String: Double] = [:]
  ) async throws {
    let count = found.values.count
    var members: [String: JSONValue] = [
      "method": .string(method), "count": .integer(Int128(count)),
      "rows": .array(rows.map { $0.converted(to: Double.self).json }),
      "labels": .array(labels.map(\.json)),
    ]
    for (name, number) in numbers { members[name] = .number(number) }
    let script = SharedData.packageRoot.pushing("tools/oracles/linear.py").string
    let python = try #require(Tool.installed("python3"))
    let output = try await withTemporaryFolder { folder in
      let file = folder("case.json").string
      try Data(JSONValue.object(members).text().utf8).write(to: URL(filePath: file))
      let run = try await python.run([script, file])
      try #require(run.status == 0, "\(run.errors)")
      return run.output
    }
    let answer = try JSONValue(parsing: output).decoded(as: Answer.self)
    expectClose(found.values, answer.values, absolute: 1e-8, "values")
    for index in 0..<count {
      let own = found.projections.map { projection in
        (0..<projection.rows).map { projection[$0, index] }
      }
      let theirs = answer.projections.map { $0[index] }
      let sign: Double = dot(own.joined().map(\.self), theirs.joined().map(\.self)) < 0 ? -1 : 1
      for (place, (a, b)) in zip(own, theirs).enumerated() {
        expectClose(a, b.map { $0 * sign }, absolute: 1e-8, "modality \(place), column \(index)")
      }
    }
  }

  // MARK: PLS

  private func pls(_ widths: [Int]) throws -> (Found, [Matrix<Float>]) {
    var random = RandomStream(seed: 3, domain: "pls")
    let common = random.matrix(90, 4, of: Float.self)
    let rows = widths.map { width in
      var own = random.matrix(90, width, of: Float.self)
      own.addProduct(of: common, random.matrix(4, width, of: Float.self))
      return own.map { $0 + 3 }
    }
    var sums = ProductSums(dimensions: widths)
    for range in [0..<40, 40..<90] { sums.add(rows.map { $0.rows(range) }) }
    let found = try #require(SharedCovariances(sums, count: 4))
    return (Found(values: found.covariances, projections: found.projections), rows)
  }

  @Test(arguments: [[6, 5], [4, 9], [6, 5, 7]]) func pls(widths: [Int]) async throws {
    let (found, rows) = try pls(widths)
    try await expect("pls", found, rows)
  }

  @Test(.needsPython("sklearn")) func plsOfScikitLearn() async throws {
    let (found, rows) = try pls([6, 5])
    try await expect("plssvd", found, rows)
  }

  // MARK: Discriminants

  private func scatters(
    _ rows: [Matrix<Float>], _ labels: [TrainingLabels], classes: Int, ridge: Double
  ) throws -> [ModalityScatter] {
    try zip(rows, labels).map { rows, labels in
      var sums = ClassSums(classes: classes, dimension: rows.columns)
      for range in [0..<20, 20..<rows.rows] {
        sums.add(rows.rows(range), labels.gathering(Array(range)))
      }
      return try #require(ModalityScatter(sums, ridge: ridge))
    }
  }

  /// Pairs and none, two modalities and three, one class per row and several.
  @Test(arguments: [[6, 5], [6, 5, 7]], [false, true])
  func discriminants(widths: [Int], paired: Bool) async throws {
    for several in [false, true] { try await discriminants(widths, paired, several) }
  }

  private func discriminants(_ widths: [Int], _ paired: Bool, _ several: Bool) async throws {
    let classes = 4
    var random = RandomStream(seed: 8, domain: "discriminants")
    let (rows, indices) = clusters(widths, classes: classes, &random, paired: paired)
    let labels = indices.map { indices -> TrainingLabels in
      guard several else { return .classIndices(indices) }
      var elements = [UInt8](repeating: 0, count: indices.count * classes)
      for (row, index) in indices.enumerated() where row != 5 {
        elements[row * classes + Int(index)] = 1
        if row.isMultiple(of: 3) { elements[row * classes + (Int(index) + 1) % classes] = 1 }
      }
      return .multiHot(MultiHot(rows: indices.count, classes: classes, elements: elements))
    }
    let hot = labels.map { $0.oneHot(classCount: classes).converted(to: Double.self) }
    let scatters = try scatters(rows, labels, classes: classes, ridge: 0.01)
    let gma = try #require(GMA.solution(scatters, alignment: 3, count: 3))
    try await expect(
      "gma", Found(values: gma.ratios, projections: gma.projections), rows, hot,
      numbers: ["ridge": 0.01, "alignment": 3])
    let mvda = try #require(MvDA.solution(scatters, count: 3))
    try await expect(
      "mvda", Found(values: mvda.ratios, projections: mvda.projections), rows, hot,
      numbers: ["ridge": 0.01])
  }
}

/// What needs no other implementation.
@Suite struct DiscriminantTests {
  @Test func aClassWithoutRowsChangesNothing() throws {
    var random = RandomStream(seed: 2, domain: "discriminants")
    let rows = [5, 4].map { random.matrix(30, $0, of: Float.self) }
    let labels = TrainingLabels.classIndices((0..<30).map { $0 % 3 })
    let found = try [3, 5].map { classes in
      let scatters = try rows.map { rows in
        var sums = ClassSums(classes: classes, dimension: rows.columns)
        sums.add(rows, labels)
        return try #require(ModalityScatter(sums, ridge: 0.01))
      }
      return try #require(MvDA.solution(scatters, count: 2))
    }
    expectClose(found[0].ratios, found[1].ratios, absolute: 1e-12, "ratios")
  }

  @Test func scatterWithoutAnInverse() throws {
    var sums = ClassSums(classes: 2, dimension: 3)
    sums.add(Matrix<Float>([[1, 2, 3], [3, 2, 1]]), .classIndices([0, 1]))
    #expect(ModalityScatter(sums, ridge: 0) == nil)
    #expect(ModalityScatter(sums, ridge: 0.1) != nil)
  }

  @Test(arguments: ["gma", "mvda"]) func tooManyFeatures(method: String) {
    let task = RetrievalTask(
      modalities: ["image", "text"].map {
        .init(name: $0, dimension: 40_000, trainingRows: 9)
      }, isPaired: true, classCount: 3, labelKind: .classIndex, batchSize: 9, epochs: 1)
    #expect(
      text {
        let random = RandomStream(seed: 1, domain: "init")
        _ =
          method == "gma"
          ? try GMA(options: .init(), task: task, random: random) as Any
          : try MvDA(options: .init(), task: task, random: random) as Any
      }
        == "method '\(method)' takes 32766 features of a modality at most, these have 40000; reduce the "
        + "features first, or train by another method")
  }
}
