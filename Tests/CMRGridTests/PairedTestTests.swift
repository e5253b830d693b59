import CMRGrid
import CMRTestSupport
import FoundationEssentials
import Testing

/// The tests of significance against those of SciPy.
@Suite struct PairedTestTests {
  static let samples: [[Double]] = [
    [0.1, 0.2, 0.05], [0.01, -0.02, 0.03, 0.015, 0.02], [1e-3, 1.1e-3],
    [0.3, 0.31, 0.29, 0.305, 0.3], [0.5, -0.5, 0.25, -0.25, 0.1, 0], [2, 1, -1, 3, -3, 1, 0.5],
    [1e-9, 2e-9, 1.5e-9],
  ]

  private func p(_ test: PairedTest, _ differences: [Double]) throws -> Double {
    try #require(test.outcome(of: differences)?.p)
  }

  /// `scipy.stats.ttest_1samp(sample, 0).pvalue` of SciPy 1.17.
  @Test func studentsT() throws {
    let expected = [
      0.11808289631180313, 0.26176016347784736, 0.030292344376736297, 8.837291853668963e-08,
      0.9131407094941033, 0.5287167190610693, 0.035098718645984635,
    ]
    for (sample, value) in zip(Self.samples, expected) {
      expectClose([try p(.t, sample)], [value], relative: 1e-12, "\(sample)")
    }
  }

  /// Far out and close in, for one degree of freedom and for many: `2 * scipy.stats.t.sf(t, n - 1)`.
  @Test(.needsPython("scipy"))
  func studentsTEverywhere() async throws {
    var samples: [[Double]] = []
    for count in [2, 3, 4, 5, 8, 30, 200] {
      for mean in [1e-6, 0.01, 0.3, 1, 4, 50] {
        // Alternating, so that the deviation is about 1 and the mean exact enough.
        samples.append((0..<count).map { mean + ($0.isMultiple(of: 2) ? 1 : -1) })
      }
    }
    let printed = try await Python.run(
      """
      import json, sys
      from scipy import stats
      for sample in json.loads(sys.argv[1]):
          print(repr(float(stats.ttest_1samp(sample, 0).pvalue)))
      """, [String(decoding: try JSONEncoder().encode(samples), as: UTF8.self)])
    let expected = try printed.split(separator: "\n").map { try #require(Double($0)) }
    try #require(expected.count == samples.count)
    // Below, doubles have few digits left.
    for (sample, value) in zip(samples, expected) where value > 1e-290 {
      expectClose(
        [try p(.t, sample)], [value], relative: 1e-10, "\(sample.count) of \(sample[0])")
    }
  }

  /// `scipy.stats.permutation_test` with permutations of samples, all of them.
  @Test func signFlips() throws {
    let expected = [0.25, 0.3125, 0.5, 0.0625, 1, 0.578125, 0.25]
    for (sample, value) in zip(Self.samples, expected) {
      #expect(try p(.signFlip, sample) == value, "\(sample)")
    }
  }

  /// By hand where ranks tie or a difference is 0; else `scipy.stats.wilcoxon(mode="exact")`.
  @Test func wilcoxon() throws {
    #expect(try p(.wilcoxon, [1, 2, 3, 4, 5]) == 2.0 / 32)
    #expect(try p(.wilcoxon, [-1, 2, 3, 4, 5]) == 4.0 / 32)
    #expect(try p(.wilcoxon, [1, -2, 3, 4, 5]) == 6.0 / 32)
    // The zero is left out: two of the four sign choices of [1.5, 1.5] are as far from 0.
    #expect(try p(.wilcoxon, [0, 1, 1]) == 2.0 / 4)
    // Ranks 1.5, 1.5 and 3: the sum is 3, and so far out are all but the two sums of 0.
    #expect(try p(.wilcoxon, [1, -1, 2]) == 6.0 / 8)
    #expect(try p(.wilcoxon, [0, 0]) == 1)
  }

  @Test func whatCannotBeTestedHasNoP() throws {
    for test in PairedTest.allCases {
      #expect(test.outcome(of: []) == nil)
      let single = try #require(test.outcome(of: [0.25]))
      #expect(single.pairs == 1 && single.difference == 0.25 && single.p == nil)
    }
    let many = Array(repeating: 1.0, count: 21)
    #expect(PairedTest.signFlip.outcome(of: many)?.pairs == 21)
    #expect(PairedTest.signFlip.outcome(of: many)?.p == nil)
    #expect(PairedTest.t.outcome(of: many)?.p == 0)
    #expect(PairedTest.t.outcome(of: [0, 0, 0])?.p == 1)
  }
}
