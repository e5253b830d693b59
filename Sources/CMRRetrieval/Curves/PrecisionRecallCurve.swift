/// Precision against recall, at the recalls 0, 0.1, ... 1.
///
/// Queries have different numbers of relevant items, so their precisions are known at different
/// recalls. Interpolation makes them comparable: the precision at recall x is the highest at any
/// rank whose recall is x or more (Manning, Raghavan and Schütze, Introduction to Information
/// Retrieval, 2008, section 8.4). A curve never rises, its left end is the best precision of all
/// ranks, and the mean over queries is taken recall by recall. These are the curves that trec_eval
/// prints as `iprec_at_recall` and that papers on cross-modal retrieval draw; the mean of one is the
/// eleven-point average.
///
/// Where recall x begins is a matter of convention (``RecallLevel``), which shows where few items are
/// relevant.
///
/// The whole ranking is needed: relevant items of unknown rank would add to the precision at high
/// recalls.
public struct PrecisionRecallCurve: RetrievalCurve, Hashable {
  /// How many steps there are from recall 0 to recall 1.
  private static var steps: Int { 10 }

  /// How many of R relevant items make a recall of x.
  public enum RecallLevel: String, Codable, Hashable, Sendable, CaseIterable {
    /// The smallest number n with n / R >= x, in whole numbers.
    case exact

    /// x R + 0.9 in 64 bits, cut to a whole number: trec_eval up to version 9. It is the same but for
    /// a few R (3, 23, 33, ...) at which the product comes out too small: of three items two have the
    /// recall 0.7. Version 10 rounds x R to the nearest number.
    case trecEval9 = "trec-eval-9"

    /// The number for x = `step` / 10 of `count` relevant items.
    func items(_ step: Int, of count: Int) -> Int {
      let steps = PrecisionRecallCurve.steps
      return switch self {
      case .exact: (step * count + steps - 1) / steps
      case .trecEval9: Int(Double(step) / Double(steps) * Double(count) + 0.9)
      }
    }
  }

  /// Where each recall begins.
  public let recallLevel: RecallLevel

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// The curve; a query with nothing relevant has precision 0 everywhere, or is left out.
  public init(recallLevel: RecallLevel = .exact, withoutRelevant: WithoutRelevant = .zero) {
    self.recallLevel = recallLevel
    self.withoutRelevant = withoutRelevant
  }

  /// `PR curve`.
  public var name: String { "PR curve" }

  /// Interpolation and empty queries in words.
  public var convention: String {
    "the highest precision at each recall or more; \(withoutRelevant.convention)"
  }

  /// The recalls.
  public var positions: [Double] { (0...Self.steps).map { Double($0) / Double(Self.steps) } }

  /// The interpolated precisions of one query.
  public func values(for ranks: RelevantRanks) -> [Double]? {
    guard ranks.count > 0 else {
      return withoutRelevant.value.map { Array(repeating: $0, count: Self.steps + 1) }
    }
    let highest = Self.highestPrecisions(ranks)
    return (0...Self.steps).map { step in
      let needed = max(1, recallLevel.items(step, of: ranks.count))
      return needed <= highest.count ? highest[needed - 1] : 0
    }
  }

  /// Entry h is the highest precision at the ranks with h + 1 or more relevant items up to them.
  /// Between relevant items precision only falls, so that it is one of theirs.
  private static func highestPrecisions(_ ranks: RelevantRanks) -> [Double] {
    var precisions = ranks.ranks.enumerated().map { Double($0 + 1) / Double($1) }
    for index in precisions.indices.dropLast().reversed() {
      precisions[index] = max(precisions[index], precisions[index + 1])
    }
    return precisions
  }
}
