import CMRNoise
import CMRRandom
import Testing

/// Noise that goes by features.
@Suite struct InstanceNoiseTests {
  static let clean = ModalityLabels(
    modality: "image", labels: (0..<12).map { Int32($0 % 3) }, trainingRows: Array(0..<10))

  /// Small whole numbers, so that every implementation has the same means and ties.
  static func features(_ name: String, _ rows: ArraySlice<Int>) -> [Float] {
    rows.flatMap { row -> [Float] in
      let label = row % 3
      return name == "image"
        ? [Float(7 * row % 5 + label), Float(3 * row % 4 - label)]
        : [Float(5 * row % 7 - 2 * label)]
    }
  }

  private func noisy(_ plan: NoisePlan) throws -> NoisyLabels {
    var text = Self.clean
    text.modality = "text"
    let profiles = try InstanceProfile.measure(
      [Self.clean, text], classCount: 3, sharing: plan.sharing,
      dimension: { $0 == "image" ? 2 : 1 }, read: Self.features)
    return try plan.corrupt(
      [Self.clean, text], classCount: 3, paired: true, cleanDigest: "d", profiles: profiles)
  }

  /// By a separate implementation in Python. They freeze what a label set's name stands for.
  @Test func golden() throws {
    let shared = try noisy(plan(.instance, "0.4"))
    #expect(shared.shared == [0, 0, 2, 0, 1, 2, 0, 2, 1, 1, 1, 2])
    let redrawn = try noisy(plan(.instance, "0.9", .redraw, .independent))
    #expect(redrawn.labels(of: "image") == [0, 0, 1, 0, 2, 0, 0, 1, 2, 0, 1, 2])
    // Some of these rows lie on another class's mean.
    #expect(redrawn.labels(of: "text") == [2, 1, 2, 0, 1, 2, 1, 2, 0, 1, 1, 2])
  }

  /// On a line the classes 0, 1 and 2 have their means at 0, 10 and 40: rows of class 0 can only be
  /// taken for 1, those of 1 for 0, those of 2 for 1.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func theNearestOtherClassTakesTheLabel(seed: UInt64) throws {
    let means: [Float] = [0, 10, 40]
    let labels = ModalityLabels(
      modality: "image", labels: (0..<300).map { Int32($0 % 3) }, trainingRows: Array(0..<300))
    let plan = try plan(.instance, "0.5", seed: seed)
    let profiles = try InstanceProfile.measure(
      [labels], classCount: 3, sharing: .shared, dimension: { _ in 1 }
    ) { _, rows in rows.map { means[$0 % 3] + Float($0 % 7) / 7 } }
    let noisy = try plan.corrupt(
      [labels], classCount: 3, paired: false, cleanDigest: "d", profiles: profiles)
    let outcome = noisy.manifest.outcomes[0]
    #expect(outcome.flippedRows == 150)
    #expect(noisy.manifest.classMap == nil)
    for (clean, target) in [(0, 1), (1, 0), (2, 1)] {
      let row = outcome.transitions[clean]
      #expect(row[clean] + row[target] == 100)
      #expect(row[target] > 0)
    }
  }

  /// A row towards the other class is wrong more often than one on its own mean: of ranks 1 to n,
  /// the upper half has three quarters of the weight.
  @Test func closeRowsAreWrongMoreOften() throws {
    let rows = 100
    let labels = ModalityLabels(
      modality: "image", labels: (0..<rows).map { Int32($0 % 2) }, trainingRows: Array(0..<rows))
    // Row i leans i % 50 hundredths towards the other class.
    let profiles = try InstanceProfile.measure(
      [labels], classCount: 2, sharing: .shared, dimension: { _ in 1 }
    ) { _, rows in
      rows.map { row in
        let lean = Float(row / 2 % 50) / 100
        return row % 2 == 0 ? lean : 1 - lean
      }
    }
    var wrong = Array(repeating: 0, count: rows)
    for seed in 1...2000 as ClosedRange<UInt64> {
      let noisy = try plan(.instance, "0.1", seed: seed).corrupt(
        [labels], classCount: 2, paired: false, cleanDigest: "d", profiles: profiles)
      let made = try #require(noisy.shared)
      for row in made.indices where made[row] != labels.labels[row] { wrong[row] += 1 }
    }
    // The means lie at 0.245 and 0.755.
    let closeness = (0..<50).map { lean in
      let (own, other) = (Double(lean) - 24.5, Double(lean) - 75.5)
      return own * own / (other * other)
    }
    let order = closeness.indices.sorted { closeness[$0] < closeness[$1] }
    let halves = [order.prefix(25), order.suffix(25)].map { half in
      wrong.indices.filter { half.contains($0 / 2 % 50) }.reduce(0) { $0 + wrong[$1] }
    }
    #expect(halves[0] + halves[1] == 20_000)
    // By the weights three quarters, a little less without replacement; sd of the share is 0.003.
    #expect(abs(Double(halves[1]) / 20_000 - 0.745) < 0.02)
  }

  @Test func featuresAreReadInBlocksOfBoundedSize() throws {
    let dimension = 4096
    let labels = ModalityLabels(
      modality: "image", labels: (0..<600).map { Int32($0 % 2) }, trainingRows: Array(0..<600))
    var sizes: [Int] = []
    _ = try InstanceProfile.measure(
      [labels], classCount: 2, sharing: .independent, dimension: { _ in dimension }
    ) { _, rows in
      sizes.append(rows.count)
      return rows.flatMap { Array(repeating: Float($0), count: dimension) }
    }
    #expect(sizes == [256, 256, 88, 256, 256, 88])
  }

  private func expect(
    _ message: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
  ) {
    let error = #expect(throws: NoiseError.self, sourceLocation: sourceLocation) { try body() }
    #expect(error?.description == message, sourceLocation: sourceLocation)
  }

  @Test func whatCannotBeMeasured() throws {
    expect("5 rows of modality 'image' have 9 features, and not 5 x 2") {
      var labels = Self.clean
      labels.trainingRows = Array(0..<5)
      _ = try InstanceProfile.measure(
        [labels], classCount: 3, sharing: .shared, dimension: { _ in 2 }
      ) { _, _ in Array(repeating: 0, count: 9) }
    }
    expect(
      "instance noise needs training rows of 2 classes or more, and those of modality 'image' have 1"
    ) {
      var labels = Self.clean
      labels.trainingRows = [0, 3]
      _ = try InstanceProfile.measure(
        [labels], classCount: 3, sharing: .shared, dimension: { _ in 2 }, read: Self.features)
    }
    expect("instance noise goes by features, and none were measured of 'image' and 'text'") {
      var text = Self.clean
      text.modality = "text"
      _ = try plan(.instance, "0.4").corrupt(
        [Self.clean, text], classCount: 3, paired: true, cleanDigest: "d")
    }
    expect(
      "one noisy label per pair needs the same training rows in each modality: 'image' has 10, "
        + "'text' has 1 or others; choose the sharing 'independent'"
    ) {
      _ = try InstanceProfile.measure(
        [
          Self.clean,
          ModalityLabels(modality: "text", labels: Self.clean.labels, trainingRows: [0]),
        ],
        classCount: 3, sharing: .shared, dimension: { _ in 2 }, read: Self.features)
    }
  }
}
