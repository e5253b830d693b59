/// Labels of which some are wrong, and the record of how they came about.
public struct NoisyLabels: Hashable, Sendable {
  /// One modality's labels.
  public struct Modality: Hashable, Sendable {
    /// The modality's name.
    public let name: String

    /// The class of every row; rows outside the training split have their clean label.
    public let labels: [Int32]
  }

  /// Every modality, in the order in which the clean labels were given. Under
  /// ``NoiseSharing/shared`` all have the same labels.
  public let modalities: [Modality]

  /// The record to store with the labels.
  public let manifest: NoiseManifest

  /// The labels of the modality called `name`, if there is one.
  public func labels(of name: String) -> [Int32]? {
    modalities.first { $0.name == name }?.labels
  }

  /// The one array that all modalities share, under ``NoiseSharing/shared``.
  public var shared: [Int32]? {
    manifest.sharing == .shared ? modalities.first?.labels : nil
  }
}
