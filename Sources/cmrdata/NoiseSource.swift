import CMRCommand
import CMRContainer
import CMRNoise
import CMRStore

/// The clean labels of a store as the noise models want them, and noisy labels as the store wants them.
struct NoiseSource {
  private let store: Store
  private let base: String
  private let digest: String
  private let modalities: [ModalityLabels]

  /// The label set called `labels` of `store`, whose split `train` is open to corruption.
  init(_ store: Store, labels: String) throws {
    self.store = store
    base = labels
    let set = try store.labels(labels)
    digest = try store.container.node("labels/\(labels)").sha256
    modalities = try store.modalityNames.map { name in
      ModalityLabels(
        modality: name, labels: try set.classIndices(for: name),
        trainingRows: try store.rows(of: "train", modality: name))
    }
  }

  /// The labels as `plan` spoils them.
  func corrupt(by plan: NoisePlan) throws -> NoisyLabels {
    try plan.corrupt(
      modalities, classCount: store.classCount, paired: store.isPaired, cleanDigest: digest)
  }

  /// `noisy` as a label set with its manifest.
  func labelSet(of noisy: NoisyLabels) throws -> LabelSet {
    LabelSet(
      name: noisy.manifest.name, labels: arrays(of: noisy), base: base,
      manifest: try JSONOutput.text(noisy.manifest))
  }

  private func arrays(of noisy: NoisyLabels) -> PerModality<Labels> {
    if let shared = noisy.shared { return .shared(.classIndices(shared)) }
    let named = noisy.modalities.map { ($0.name, Labels.classIndices($0.labels)) }
    return .separate(Dictionary(uniqueKeysWithValues: named))
  }
}
