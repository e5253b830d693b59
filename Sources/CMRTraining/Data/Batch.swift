public import CMRDense

/// The rows of one step: a part per modality.
///
/// With paired data every part has the same ``Part/positions``, and row i of all parts belongs
/// together. Other data is drawn modality by modality, as many rows of each; a modality with fewer
/// rows than the largest comes more than once in an epoch.
public struct Batch: Sendable, Equatable {
  /// One modality's rows.
  public struct Part: Sendable, Equatable {
    /// The modality's name.
    public let modality: String
    /// Where the rows stand in the modality's training rows, `0..<trainingRows`: the index of
    /// whatever a method keeps per sample.
    public let positions: [Int]
    /// `[n, D]`, transformed.
    public let features: Matrix<Float>
    /// The training labels (possibly wrong ones) of the rows.
    public let labels: TrainingLabels

    /// A part from its pieces.
    public init(modality: String, positions: [Int], features: Matrix<Float>, labels: TrainingLabels)
    {
      self.modality = modality
      self.positions = positions
      self.features = features
      self.labels = labels
    }
  }

  /// The parts in the order of the task's modalities.
  public let parts: [Part]

  /// A batch from its parts.
  public init(parts: [Part]) { self.parts = parts }

  /// The part of the modality called `name`, which must be one of the task's.
  public subscript(name: String) -> Part {
    guard let part = parts.first(where: { $0.modality == name }) else {
      preconditionFailure("the batch has no modality '\(name)': \(parts.map(\.modality))")
    }
    return part
  }

  /// The rows of the largest part.
  public var rows: Int { parts.map(\.positions.count).max() ?? 0 }
}
