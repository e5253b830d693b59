package import CMRBeliefs
public import SystemPackage

/// The contents of a checkpoint file: everything that a run needs to go on, and that ranking needs
/// to embed.
public struct Checkpoint: Sendable {
  /// The file that it was read from.
  public let path: FilePath
  /// The digest that covers the whole file.
  public let digest: String
  /// Where in the run it was taken.
  public let position: CheckpointPosition
  /// The resolved plan, without the path of the store.
  public let plan: FitPlan
  /// Where the method came from, if not from the program itself.
  public let origin: MethodOrigin?
  /// The trainable parameters by name.
  public let parameters: NamedArrays
  /// The method's state.
  public let methodState: NamedArrays
  /// The optimiser's state.
  public let optimiserState: NamedArrays
  /// What was done to the features, by modality.
  public let scalings: [String: FeatureScaling]
  /// The finished epochs.
  public let records: [EpochRecord]
  /// The epoch under way, in a checkpoint within one.
  let partial: PartialEpoch?
  /// What the method believed of the labels; nil where it has said nothing.
  package let beliefs: BeliefHistory?
}
