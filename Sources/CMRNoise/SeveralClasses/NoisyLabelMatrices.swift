/// Labels of any number of classes per row, of which some are wrong, and the record of how they
/// came about.
public struct NoisyLabelMatrices: Hashable, Sendable {
  /// One modality's labels.
  public struct Modality: Hashable, Sendable {
    /// The modality's name.
    public let name: String

    /// The labels [rows, classCount] of 0 and 1; rows outside the training split have their clean
    /// ones.
    public let elements: [UInt8]
  }

  /// Every modality, in the order in which the clean labels were given.
  public let modalities: [Modality]

  /// The record to store with the labels.
  public let manifest: NoiseManifest

  /// The labels of the modality called `name`, if there is one.
  public func elements(of name: String) -> [UInt8]? {
    modalities.first { $0.name == name }?.elements
  }

  /// The one matrix that all modalities share, under ``NoiseSharing/shared``.
  public var shared: [UInt8]? {
    manifest.sharing == .shared ? modalities.first?.elements : nil
  }
}
