import CMRCommand
import CMRTraining

/// What `rank` prints.
struct RankReport: Encodable {
  struct Direction: Encodable {
    let query: String
    let gallery: String
    let queries: Int
    let items: Int
    let map: Double

    var name: String { "\(query)-to-\(gallery)" }
  }

  struct Ranking: Encodable {
    let run: String
    let method: String
    let labels: String
    let epoch: Int
    let split: String
    let directions: [Direction]
    let mean: Double
    let convention: String
    let file: String
    let sha256: String
  }

  /// A run that could not be ranked.
  struct Failure: Encodable {
    let run: String
    let error: String
  }

  var rankings: [Ranking] = []
  var failures: [Failure] = []

  /// A table with a line per run, and what mAP means here.
  var text: String {
    guard let first = rankings.first else { return "" }
    var directions: [String] = []
    for name in rankings.flatMap(\.directions).map(\.name) where !directions.contains(name) {
      directions.append(name)
    }
    var table = TextTable(
      [("RUN", .leading), ("METHOD", .leading), ("LABELS", .leading), ("EPOCH", .trailing)]
        + directions.map { ($0, .trailing) } + [("mean", .trailing)])
    for ranking in rankings {
      table.add(
        [ranking.run, ranking.method, ranking.labels, "\(ranking.epoch)"]
          + directions.map { name in
            // Runs may name their modalities in another order, or have others.
            ranking.directions.first { $0.name == name }.map { Formatting.measure($0.map) } ?? "-"
          }
          + [Formatting.measure(ranking.mean)])
    }
    return "mAP on '\(first.split)': \(first.convention)\n\(table.text)"
  }
}

extension RankReport.Ranking {
  init(_ report: RankingReport, run: String, plan: FitPlan, file: String) {
    self.run = run
    method = plan.method.name
    labels = plan.labels
    epoch = report.position.epoch
    split = report.split
    directions = report.directions.map {
      RankReport.Direction(
        query: $0.direction.query, gallery: $0.direction.gallery, queries: $0.queries,
        items: $0.gallery, map: $0.map)
    }
    mean = report.mean
    convention = report.directions.first?.convention ?? ""
    self.file = file
    sha256 = report.digest
  }
}
