import CMRRetrieval
import CMRTraining

/// What `score` prints.
struct ScoreReport: Encodable {
  /// What a convention means for a file.
  struct Convention: Encodable, Hashable {
    let name: String
    let rule: String
  }

  /// A mean over queries, or why there is none.
  struct Figure: Encodable {
    let convention: String
    /// What the tool calls it.
    let name: String?
    let value: Double?
    let queries: Int?
    let refused: String?
  }

  /// One measure under all conventions.
  struct Measure: Encodable {
    let measure: String
    let conventions: [Figure]
  }

  /// One point of a curve under all conventions.
  struct Point: Encodable {
    let position: Double
    let measure: String
    let conventions: [Figure]
  }

  /// One curve.
  struct Curve: Encodable {
    let curve: String
    let definition: String
    let points: [Point]
  }

  /// One direction of a file.
  struct Direction: Encodable {
    let query: String
    let gallery: String
    let queries: Int
    let items: Int
    let kept: Int
    let queriesWithoutRelevant: Int
    let queriesWithTies: Int
    let measures: [Measure]
    let curves: [Curve]

    var name: String { "\(query)-to-\(gallery)" }
  }

  /// One file.
  struct Ranking: Encodable {
    let file: String
    let sha256: String
    let split: String
    var conventions: [Convention] = []
    var directions: [Direction] = []
  }

  /// A file that could not be scored.
  struct Failure: Encodable {
    let file: String
    let error: String
  }

  var rankings: [Ranking] = []
  var failures: [Failure] = []
}

extension ScoreReport.Ranking {
  init(_ file: RankingFile, name: String) {
    self.file = name
    sha256 = file.digest
    split = file.split
  }

  /// Adds what `score` says of one direction.
  mutating func add(
    _ direction: RankingDirection, _ kept: KeptRankings, _ score: RankingScore,
    by conventions: [any ScoringConvention]
  ) {
    self.conventions = conventions.map {
      ScoreReport.Convention(
        name: $0.name, rule: $0.rule(severalLabels: kept.haveSeveralLabels))
    }
    directions.append(
      ScoreReport.Direction(
        query: direction.query, gallery: direction.gallery, queries: kept.queryCount,
        items: kept.galleryCount, kept: kept.depth,
        queriesWithoutRelevant: score.queriesWithoutRelevant,
        queriesWithTies: score.queriesWithTies,
        measures: score.measures.map { measure in
          ScoreReport.Measure(
            measure: measure.measure.name,
            conventions: measure.cells.map { ScoreReport.Figure($0, point: 0) })
        },
        curves: score.curves.map(ScoreReport.Curve.init)))
  }
}

extension ScoreReport.Curve {
  init(_ curve: RankingScore.Curve) {
    self.curve = curve.curve == .precisionRecall ? "pr" : "cmc"
    definition = curve.curve.definition
    points = curve.curve.positions.enumerated().map { index, position in
      ScoreReport.Point(
        position: position, measure: curve.curve.pointName(position),
        conventions: curve.cells.map { ScoreReport.Figure($0, point: index) })
    }
  }
}

extension ScoreReport.Figure {
  /// The figure of a measure, or of one point of a curve.
  init(_ cell: RankingScore.Cell, point: Int) {
    convention = cell.convention
    name = cell.names.isEmpty ? nil : cell.names[point]
    switch cell.outcome {
    case .means(let values, let queries):
      value = values[point]
      self.queries = queries
      refused = nil
    case .refused(let reason):
      value = nil
      queries = nil
      refused = reason
    }
  }
}
