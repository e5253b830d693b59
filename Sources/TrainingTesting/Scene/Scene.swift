import CMRDense
import CMRStore
import CMRTraining

/// Made-up data that a method is rehearsed on.
struct Scene: Sendable {
  /// What the data is like, for findings: `2 modalities with class-index labels`.
  let name: String
  let task: RetrievalTask
  /// By modality.
  let features: [Matrix<Float>]
  /// Given labels by modality.
  let given: [TrainingLabels]
  /// Nil hides them.
  var clean: TrainingLabels?

  var modalities: [String] { task.modalities.map(\.name) }

  /// The rows at `positions` of all modalities; a modality with fewer rows begins anew after its
  /// last.
  func batch(_ positions: [Int]) -> Batch {
    Batch(
      parts: modalities.indices.map { index in
        let positions = positions.map { $0 % features[index].rows }
        return Batch.Part(
          modality: modalities[index], positions: positions,
          features: features[index].gathering(rows: positions),
          labels: given[index].gathering(positions))
      })
  }
}

extension Scene: TrainingRows {
  /// Small and no divisor of anything, so that blocks matter.
  private static var blockRows: Int { 19 }

  func labels(of modality: String) -> TrainingLabels { given[index(modality)] }

  func cleanLabels(of modality: String) -> TrainingLabels? {
    clean?.gathering(Array(0..<rowCount(of: modality)))
  }

  func rowCount(of modality: String) -> Int { features[index(modality)].rows }

  func forEachBlock(
    of modality: String, _ body: (Range<Int>, Matrix<Float>) throws -> Void
  ) throws {
    let rows = features[index(modality)]
    for start in stride(from: 0, to: rows.rows, by: Self.blockRows) {
      let range = start..<min(start + Self.blockRows, rows.rows)
      try body(range, rows.rows(range))
    }
  }

  private func index(_ modality: String) -> Int {
    guard let index = modalities.firstIndex(of: modality) else {
      preconditionFailure("the task has no modality '\(modality)': \(modalities)")
    }
    return index
  }
}
