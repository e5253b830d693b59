/// Named labels for every row of a store: the clean ones, or some with noise.
public struct LabelSet: Hashable, Sendable {
  /// The name of the labels that the source came with.
  public static let cleanName = "clean"

  /// The name, for example `clean` or `symmetric-0.4-s1`.
  public let name: String
  /// The labels, one for each row of each modality.
  public let labels: PerModality<Labels>
  /// The label set that noise was added to; nil for labels that came with the source.
  public let base: String?
  /// The noise manifest as JSON text; nil for labels that came with the source.
  public let manifest: String?

  /// A label set that is not in a store yet.
  public init(
    name: String, labels: PerModality<Labels>, base: String? = nil, manifest: String? = nil
  ) {
    self.name = name
    self.labels = labels
    self.base = base
    self.manifest = manifest
  }

  /// Whether rows have one class or any number; the same for all modalities.
  public var kind: LabelKind { labels.named.first?.value.kind ?? .classIndex }

  /// The class of every row of `modality`.
  ///
  /// - Throws: ``StoreError`` of code `unknownModality`, or `wrongLabelKind` for multi-hot labels.
  public func classIndices(for modality: String) throws(StoreError) -> [Int32] {
    guard case .classIndices(let indices) = try labels(for: modality) else {
      throw .wrongLabelKind(self, wanted: .classIndex)
    }
    return indices
  }

  /// The classes of every row of `modality`.
  ///
  /// - Throws: ``StoreError`` of code `unknownModality`, or `wrongLabelKind` for class indices.
  public func multiHot(for modality: String) throws(StoreError) -> MultiHot {
    guard case .multiHot(let matrix) = try labels(for: modality) else {
      throw .wrongLabelKind(self, wanted: .multiHot)
    }
    return matrix
  }

  /// The labels of every row of `modality`, of either kind.
  public func labels(for modality: String) throws(StoreError) -> Labels {
    guard let labels = labels[modality] else { throw .noLabels(of: modality, in: self) }
    return labels
  }
}
