import CMRBeliefs
import CMRContainer

/// Names in a checkpoint file; the article `Checkpoints` is the contract.
enum CheckpointFormat {
  /// What kind of file it is.
  static let kind = Encoding.checkpoint
  /// A group of named arrays.
  static let arrays = Encoding("named-arrays", version: 1)
  /// The statistics of one modality's features.
  static let scaling = Encoding("feature-scaling", version: 1)

  static let plan = BeliefFormat.plan
  static let records = "records"
  static let partial = "partial-epoch"
  static let random = "random"
  static let parameters = "parameters"
  static let optimiser = "optimiser"
  static let method = "method"
  static let transform = "transform"

  static let mean = "mean"
  static let deviation = "deviation"

  /// Attributes of the root.
  static let epoch = "epoch"
  static let step = "step"
  static let validationMean = "validation-mean"
  static let toolVersion = "tool-version"
  static let featureNorm = "feature-norm"
  static let methodVersion = "method-version"
  static let methodDigest = "method-sha256"
}
