import CMRNoise
import Testing

/// Frequencies against their expectation by chi-square; the bound is the mean plus six standard
/// deviations.
@Suite struct NoiseFrequencyTests {
  private func expectUniform(_ counts: [Int], _ what: String) {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    let statistic = counts.reduce(0.0) { sum, count in
      sum + (Double(count) - expected) * (Double(count) - expected) / expected
    }
    let freedom = Double(counts.count - 1)
    let bound = freedom + 6 * (2 * freedom).squareRoot()
    #expect(statistic < bound, "\(what): \(statistic) over \(freedom) degrees of freedom")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func symmetricNoiseChoosesEveryOtherClassEquallyOften(seed: UInt64) throws {
    let clean = ModalityLabels(
      modality: "image", labels: (0..<50_000).map { Int32($0 % 10) },
      trainingRows: Array(0..<50_000))
    let exact = try plan(.symmetric, "0.6", seed: seed).corruptPair(clean, classCount: 10)
    let wrong = exact.manifest.outcomes[0].transitions.enumerated().flatMap { label, row in
      row.enumerated().filter { $0.offset != label }.map(\.element)
    }
    expectUniform(wrong, "wrong classes")

    let redraw = try plan(.symmetric, "1", seed: seed, .redraw).corruptPair(clean, classCount: 10)
    expectUniform(redraw.manifest.outcomes[0].transitions.flatMap(\.self), "redrawn classes")
  }

  @Test func everyRowIsDrawnEquallyOften() throws {
    let clean = randomLabels("image", rows: 80, classCount: 5, seed: 9)
    var drawn = Array(repeating: 0, count: 80)
    for seed in 1...2000 as ClosedRange<UInt64> {
      let noisy = try plan(.symmetric, "0.3", seed: seed).corruptPair(clean, classCount: 5)
      let labels = try #require(noisy.shared)
      for row in labels.indices where labels[row] != clean.labels[row] { drawn[row] += 1 }
    }
    expectUniform(clean.trainingRows.map { drawn[$0] }, "rows")
  }

  @Test(arguments: [("0.2", 0.18), ("0.4", 0.36), ("0.8", 0.72)])
  func redrawnRateIsTheOneOfPublishedTables(rate: String, expected: Double) throws {
    let clean = randomLabels("image", rows: 40_000, classCount: 10, seed: 3)
    let noisy = try plan(.symmetric, rate, .redraw, .independent).corruptPair(clean, classCount: 10)
    for outcome in noisy.manifest.outcomes {
      #expect(abs(outcome.flipRate - expected) < 0.006)  // six standard deviations at most
    }
  }

  @Test func redrawnAsymmetricRateIsHalf() throws {
    let clean = randomLabels("image", rows: 40_000, classCount: 10, seed: 3)
    let noisy = try plan(.asymmetric, "0.4", .redraw).corruptPair(clean, classCount: 10)
    #expect(abs(noisy.manifest.outcomes[0].flipRate - 0.2) < 0.01)
  }

  @Test func independentModalitiesDisagree() throws {
    let clean = randomLabels("image", rows: 8000, classCount: 10, seed: 4)
    let noisy = try plan(.symmetric, "0.5", .exact, .independent).corruptPair(clean, classCount: 10)
    let image = try #require(noisy.labels(of: "image"))
    let text = try #require(noisy.labels(of: "text"))
    let both = image.indices.count {
      image[$0] != clean.labels[$0] && text[$0] != clean.labels[$0]
    }
    #expect(abs(Double(both) / 6000 - 0.25) < 0.04)  // independent events: 0.5 x 0.5
  }
}
