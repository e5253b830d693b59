/// All that one convention says of a number of rankings, taken while they go by.
struct ScoreColumn {
  /// A figure of one number or of several, its sums so far, or why there is none.
  private enum Entry {
    case running(names: [String], value: (JudgedRanking, RelevantRanks) -> [Double]?, Sums)
    case refused(names: [String], String)
  }

  private struct Sums {
    var values: [Double] = []
    var queries = 0

    mutating func add(_ new: [Double]) {
      if values.isEmpty { values = Array(repeating: 0, count: new.count) }
      for index in new.indices { values[index] += new[index] }
      queries += 1
    }
  }

  private let convention: any ScoringConvention
  private var entries: [Entry]

  /// Empty, for `measures` and then `curves` of `rankings`.
  init(
    _ convention: any ScoringConvention, _ measures: [ScoreMeasure], _ curves: [ScoreCurve],
    of rankings: KeptRankings
  ) {
    self.convention = convention
    entries =
      measures.map { Self.entry($0, convention, rankings) }
      + curves.map { Self.entry($0, convention, rankings) }
  }

  private static func entry(
    _ measure: ScoreMeasure, _ convention: any ScoringConvention, _ rankings: KeptRankings
  ) -> Entry {
    switch convention.measure(measure, for: rankings) {
    case .undefined(let name, let reason):
      return .refused(names: name.map { [$0] } ?? [], reason)
    case .defined(let definition):
      if let reason = rankings.refusal(
        of: measure.name, cutoff: measure.cutoff,
        needsWholeRanking: definition.needsWholeRanking)
      {
        return .refused(names: [definition.name], reason)
      }
      return .running(
        names: [definition.name], value: { definition.value($0, $1).map { [$0] } }, Sums())
    }
  }

  private static func entry(
    _ curve: ScoreCurve, _ convention: any ScoringConvention, _ rankings: KeptRankings
  ) -> Entry {
    guard let drawn = convention.curve(curve) else {
      return .refused(names: [], "\(convention.name) draws no \(curve.name)")
    }
    if let reason = rankings.refusal(of: curve.name, cutoff: curve.cutoff, needsWholeRanking: false)
    {
      return .refused(names: drawn.pointNames, reason)
    }
    return .running(names: drawn.pointNames, value: { drawn.curve.values(for: $1) }, Sums())
  }

  /// Adds one query.
  mutating func add(_ ranking: JudgedRanking) {
    let ranks = convention.ranks(in: ranking)
    for index in entries.indices {
      guard case .running(let names, let value, var sums) = entries[index] else { continue }
      guard let values = value(ranking, ranks) else { continue }
      sums.add(values)
      entries[index] = .running(names: names, value: value, sums)
    }
  }

  /// The means over the queries so far, `queries` of them.
  func cells(queries: Int) -> [RankingScore.Cell] {
    entries.map { entry in
      switch entry {
      case .refused(let names, let reason):
        RankingScore.Cell(convention: convention.name, names: names, outcome: .refused(reason))
      case .running(let names, _, let sums):
        RankingScore.Cell(
          convention: convention.name, names: names,
          outcome: sums.queries == 0
            ? .refused("none of the \(queries) queries has a relevant item")
            : .means(sums.values.map { $0 / Double(sums.queries) }, queries: sums.queries))
      }
    }
  }
}
