import CMRBeliefs
import CMRDense
import CMRMethods
import CMRRandom
import CMRTestSupport
import CMRTraining
import CMRTransport
import Testing

/// What the method believes about labels, and how that moves: against formulas written out.
@Suite struct CorrectionTests {
  /// A warm-up of 5 epochs, then s from .3.
  private static var slow: UOTRCL.Options {
    var options = UOTRCL.Options()
    options.warmup.epochs = 5
    options.transport.massStart = 0.3
    return options
  }

  @Test func massGrowsLinearlyThenStays() {
    // To .9 at 60 % of the epochs: fewer rows than allowed can be expected to be right.
    let schedule = MassSchedule(Self.slow, expectedRight: 0.9)
    let masses = (0..<40).map { schedule.mass(epoch: $0, epochs: 40) }
    #expect(masses.prefix(6) == [0.3, 0.3, 0.3, 0.3, 0.3, 0.3])
    let growing = (0...19).map { 0.3 + 0.6 * Double($0) / 19 }
    expectClose(masses[5...24], growing, absolute: 1e-12)
    expectClose(masses[24...], [Double](repeating: 0.9, count: 16), absolute: 1e-12)
  }

  @Test func massOfShortRuns() {
    var options = Self.slow
    let short = MassSchedule(options)  // warm-up outlasts the growth: one epoch of it
    #expect([5, 6, 7].map { short.mass(epoch: $0, epochs: 8) } == [0.3, 0.99, 0.99])
    let sure = MassSchedule(options, expectedRight: 1)
    #expect(sure.mass(epoch: 7, epochs: 8) == 0.99)
    options.transport.massLimit = .none
    #expect(MassSchedule(options, expectedRight: 0.5).mass(epoch: 7, epochs: 8) == 0.99)
    // Less can be expected to be right than s would begin with.
    let doubtful = MassSchedule(Self.slow, expectedRight: 0.2)
    #expect([0, 5, 12, 39].map { doubtful.mass(epoch: $0, epochs: 40) } == [0.2, 0.2, 0.2, 0.2])
    options.transport.massStart = 1
    options.transport.massEnd = 1
    let whole = MassSchedule(options)
    #expect([0, 5, 17, 39].map { whole.mass(epoch: $0, epochs: 40) } == [1, 1, 1, 1])
  }

  /// Sums of 1/N miss 1 by more the more rows there are; s = 1 must still mean everything.
  @Test(arguments: UOTRCL.Formulation.allCases, [3, 100_000])
  func wholeMassOfManyRows(formulation: UOTRCL.Formulation, rows: Int) throws {
    var options = UOTRCL.PartialTransportOptions()
    options.formulation = formulation
    let found = try ClassTransport(options: options).plan(
      cost: Matrix(rows: rows, columns: 2), prior: [0.25, 0.75], mass: 1)
    #expect(found.isConverged)
    expectClose([found.transportedMass], [1], absolute: 1e-6)
    expectClose(found.columnSums, [0.25, 0.75], absolute: 1e-6)
  }

  @Test func priorFollowsCorrectedLabels() {
    let given: [[Int32]] = [[0, 0, 1, 2], [0, 1, 1, 2]]
    let moving = ClassPrior(options: UOTRCL.PriorOptions(), classCount: 3)
    let first = moving.initial(given)
    #expect(first == [0.375, 0.375, 0.25])
    let next = moving.next(after: first, classes: [0, 0, 0, 1])
    let expected = zip(first, [0.75, 0.25, 0]).map { old, found in 0.9 * old + 0.1 * found }
    expectClose(next, expected, absolute: 1e-15)
    #expect(moving.next(after: first, classes: []) == first)
  }

  @Test(arguments: [UOTRCL.PriorKind.given, .uniform]) func priorThatStays(kind: UOTRCL.PriorKind) {
    var options = UOTRCL.PriorOptions()
    options.kind = kind
    let prior = ClassPrior(options: options, classCount: 2)
    let first = prior.initial([[0, 0, 0, 1], [0, 0, 0, 1]])
    #expect(first == (kind == .given ? [0.75, 0.25] : [0.5, 0.5]))
    #expect(prior.next(after: first, classes: [1, 1]) == first)
  }

  @Test(arguments: 1...3 as ClosedRange<UInt64>) func prototypesAreMeans(seed: UInt64) {
    var random = RandomStream(seed: seed, domain: "prototypes")
    let embeddings = (0..<2).map { _ in random.embeddings(30, 4) }
    let given = (0..<2).map { _ in random.labels(30, classes: 3) }
    // A fourth class that nothing belongs to.
    let prototypes = Prototypes(meanOf: embeddings, given: given, classCount: 4)
    for k in 0..<3 {
      var sum = [Double](repeating: 0, count: 4)
      for place in 0..<2 {
        for row in 0..<30 where given[place][row] == Int32(k) {
          for l in 0..<4 { sum[l] += Double(embeddings[place][row, l]) }
        }
      }
      let length = dot(sum, sum).squareRoot()
      expectClose(prototypes.matrix.row(k), sum.map { $0 / length }, absolute: 1e-6, "class \(k)")
    }
    #expect(Array(prototypes.matrix.row(3)) == [0, 0, 0, 0])
  }

  @Test func nearestPrototypeSumsModalities() {
    let prototypes = Prototypes(Matrix([[1, 0], [0, 1]]))
    let images = Matrix<Float>([[0.8, 0.6], [0.8, 0.6]])
    let texts = Matrix<Float>([[0.6, 0.8], [0.1, 0.99]])
    #expect(prototypes.nearest([images, texts]) == [0, 1])
  }

  @Test func prototypesMoveAlongTheSphere() {
    var prototypes = Prototypes(Matrix([[1, 0], [0, 1]]))
    prototypes.move(0, toward: Matrix<Float>([[0.6, 0.8]]).row(0), momentum: 0.9)
    let expected = [0.9 + 0.1 * 0.6, 0.1 * 0.8]
    let length = dot(expected, expected).squareRoot()
    expectClose(prototypes.matrix.row(0), expected.map { $0 / length }, absolute: 1e-6)
    #expect(Array(prototypes.matrix.row(1)) == [0, 1])
  }

  @Test func targetsStartAtGivenLabelsAndMove() {
    var targets = SoftTargets(given: [[0, 1], [1, 1]], classCount: 3)
    #expect(targets.matrix == Matrix([[0.5, 0.5, 0], [0, 1, 0]]))
    targets.move([1], toward: [2], momentum: 0.75)
    #expect(targets.matrix == Matrix([[0.5, 0.5, 0], [0, 0.75, 0.25]]))
  }

  /// Six rows by hand: what each figure counts.
  @Test func reportCountsLabels() {
    let report = CorrectionReport(
      beliefs: Beliefs(
        classes: [0, 0, 1, 1, 2, 2], isTransported: [true, true, true, true, true, false]),
      given: [[0, 1, 1, 0, 0, 0], [0, 0, 1, 1, 2, 1]],
      clean: Array(repeating: [0, 0, 1, 1, 0, 2], count: 2))
    let figures = report.diagnostics
    #expect(figures["rows-transported"] == 5.0 / 6)
    // Image keeps rows 0, 2; text keeps rows 0, 1, 2, 3, 4.
    #expect(figures["agreement"] == 7.0 / 10)
    // Image: rows 0, 2, 4 right; text: rows 0, 1, 2, 3.
    #expect(figures["given-right"] == 7.0 / 12)
    #expect(figures["corrected-right"] == 10.0 / 12)
    #expect(figures["transported-right"] == 8.0 / 10)
    // Changed: image rows 1, 3, 4, of which 1 and 3 become right.
    #expect(figures["correction-precision"] == 2.0 / 3)
    // Wrong: image rows 1, 3, 5, text rows 4, 5.
    #expect(figures["correction-recall"] == 2.0 / 5)
  }

  @Test func reportLeavesOutSharesOfNothing() {
    let given: [[Int32]] = [[0, 1], [0, 1]]
    let clean = CorrectionReport(
      beliefs: Beliefs(classes: [0, 1], isTransported: [true, true]), given: given, clean: given)
    #expect(
      clean.diagnostics == [
        "rows-transported": 1, "agreement": 1, "given-right": 1, "corrected-right": 1,
        "transported-right": 1,
      ])
    let unknown = CorrectionReport(
      beliefs: Beliefs(classes: [0, 0], isTransported: [false, false]), given: given, clean: nil)
    #expect(unknown.diagnostics == ["rows-transported": 0])
    #expect(unknown.right([0, 1]) == nil)
  }
}
