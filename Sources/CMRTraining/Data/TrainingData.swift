import CMRDense

/// The training rows of a run: features on disk, labels in memory.
package struct TrainingData: Sendable {
  /// One modality of the training rows.
  package struct Modality: Sendable {
    /// Where the features are.
    package var rows: ModalityRows
    /// The labels to train with, one per row.
    package let labels: TrainingLabels
    /// The labels without injected noise, where the store has them.
    package let cleanLabels: TrainingLabels?
  }

  /// The modalities in the task's order.
  package var modalities: [Modality]
  /// Whether row i of all modalities belongs together.
  package let isPaired: Bool

  /// The rows that an epoch goes through: those of the largest modality.
  package var rowCount: Int { modalities.map(\.rows.rows.count).max() ?? 0 }
}

/// The training rows as a method sees them at the beginning of an epoch.
struct TrainingDataStream: TrainingRows {
  let data: TrainingData
  let stop: StopFlag

  func labels(of modality: String) -> TrainingLabels { self[modality].labels }

  func cleanLabels(of modality: String) -> TrainingLabels? { self[modality].cleanLabels }

  func rowCount(of modality: String) -> Int { self[modality].rows.rows.count }

  func forEachBlock(
    of modality: String, _ body: (Range<Int>, Matrix<Float>) throws -> Void
  ) throws {
    try FeatureStream(source: self[modality].rows, stop: stop).forEachBlock(body)
  }

  private subscript(name: String) -> TrainingData.Modality {
    guard let modality = data.modalities.first(where: { $0.rows.name == name }) else {
      preconditionFailure("no modality is called '\(name)'")
    }
    return modality
  }
}
