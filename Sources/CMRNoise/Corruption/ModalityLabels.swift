/// One modality's clean labels, and which rows are for training.
public struct ModalityLabels: Hashable, Sendable {
  /// The modality's name, for example `image`. The draws of independent noise depend on it.
  public var modality: String

  /// The class, in `0..<classCount`, of every row: training or not.
  public var labels: [Int32]

  /// The rows that may be corrupted, each once. Their order does not matter.
  public var trainingRows: [Int]

  /// The labels of `modality`.
  public init(modality: String, labels: [Int32], trainingRows: [Int]) {
    self.modality = modality
    self.labels = labels
    self.trainingRows = trainingRows
  }
}
