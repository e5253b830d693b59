/// A test of whether two methods differ, by what they reached under the same seeds; two-sided.
public enum PairedTest: String, Sendable, CaseIterable {
  /// Student's t of the differences.
  case t
  /// All ways to swap the two methods of each pair, by the mean difference: exact for any
  /// distribution.
  case signFlip = "sign-flip"
  /// Wilcoxon's signed ranks, exact: all ways to swap, by the sum of ranks.
  case wilcoxon

  /// What captions call it.
  var title: String {
    switch self {
    case .t: "paired t test"
    case .signFlip: "exact sign-flip test"
    case .wilcoxon: "exact Wilcoxon signed-rank test"
    }
  }

  /// What a test says of differences.
  public struct Outcome: Sendable, Equatable {
    /// How many pairs there were.
    public let pairs: Int
    /// The mean of the differences.
    public let difference: Double
    /// The probability of differences as large as these where there is none; nil for fewer than
    /// two pairs, or too many for an exact test.
    public let p: Double?
  }

  /// More pairs have too many ways to swap them.
  static let mostExactPairs = 20

  /// The outcome for `differences`; nil where there are none.
  public func outcome(of differences: [Double]) -> Outcome? {
    guard let summary = SampleSummary(differences) else { return nil }
    let p: Double? =
      switch self {
      case .t: StudentT.p(of: summary)
      case .signFlip: SignFlips.p(of: differences)
      case .wilcoxon: SignFlips.p(of: SignedRanks.of(differences), pairs: differences.count)
      }
    return Outcome(pairs: summary.count, difference: summary.mean, p: p)
  }
}

/// Student's t distribution.
enum StudentT {
  /// The two-sided p of a mean against 0; nil for fewer than two values.
  static func p(of sample: SampleSummary) -> Double? {
    guard sample.count > 1 else { return nil }
    // Equal differences, to the last digit: no spread to hold the mean against.
    guard sample.standardError > 0 else { return sample.mean == 0 ? 1 : 0 }
    return twoSided(sample.mean / sample.standardError, degrees: Double(sample.count - 1))
  }

  /// P(|T| >= |t|), by A and S 26.5.27 and 26.7.1.
  static func twoSided(_ t: Double, degrees: Double) -> Double {
    guard t.isFinite else { return 0 }
    let sum = degrees + t * t
    return IncompleteBeta.regularised(degrees / sum, t * t / sum, degrees / 2, 0.5)
  }
}

/// All ways to choose signs.
enum SignFlips {
  /// The share of sign choices whose sum is at least as far from 0 as that of `values`.
  static func p(of values: [Double], pairs: Int? = nil) -> Double? {
    guard pairs ?? values.count > 1, values.count <= PairedTest.mostExactPairs else { return nil }
    let magnitudes = values.map { abs($0) }
    let observed = abs(values.reduce(0, +))
    // Sums that are equal but for rounding count as equal.
    let threshold = observed - 1e-12 * magnitudes.reduce(0, +)
    var (extreme, all) = (0, 0)
    for signs in 0..<(1 << values.count) {
      var sum = 0.0
      for (index, magnitude) in magnitudes.enumerated() {
        sum += signs >> index & 1 == 1 ? magnitude : -magnitude
      }
      all += 1
      if abs(sum) >= threshold { extreme += 1 }
    }
    return Double(extreme) / Double(all)
  }
}

/// Wilcoxon's ranks.
enum SignedRanks {
  /// The ranks of the magnitudes with the signs of the values; equal magnitudes share the mean of
  /// their ranks, zeros are left out.
  static func of(_ values: [Double]) -> [Double] {
    let values = values.filter { $0 != 0 }
    return values.map { value in
      let below = values.count { abs($0) < abs(value) }
      let equal = values.count { abs($0) == abs(value) }
      let rank = Double(below) + Double(equal + 1) / 2
      return value < 0 ? -rank : rank
    }
  }
}
