public import SystemPackage

/// What a checkpoint file says of itself without its arrays being read.
public struct CheckpointSummary: Sendable, Equatable {
  /// The file.
  public let path: FilePath
  /// Where in the run it was taken.
  public let position: CheckpointPosition
  /// The mean validation score of the epoch that ends there; nil within an epoch and where nothing
  /// was evaluated.
  public let validationMean: Double?
}
