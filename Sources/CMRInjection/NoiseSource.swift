import CMRContainer
package import CMRNoise
package import CMRStore
import FoundationEssentials

/// The clean labels of a store as the noise models want them, and noisy labels as the store wants them.
package struct NoiseSource {
  /// The split that noise is meant for unless somebody asks for another.
  package static let customarySplit = "train"

  /// A label set of the store to be, and its record.
  package struct Made {
    package let manifest: NoiseManifest
    package let set: LabelSet
  }

  private let store: Store
  private let labels: LabelSet
  private let digest: String
  private let rows: [(modality: String, rows: [Int])]
  /// What the features say, once it was asked for.
  private var profiles: [NoiseSharing: [InstanceProfile]] = [:]

  /// The label set called `labels` of `store`, of which the split called `split` is open to corruption.
  package init(_ store: Store, labels: String, split: String) throws {
    self.store = store
    self.labels = try store.labels(labels)
    digest = try store.container.node("labels/\(labels)").sha256
    rows = try store.modalityNames.map { ($0, try store.rows(of: split, modality: $0)) }
  }

  /// The labels as `plan` spoils them.
  package mutating func corrupt(by plan: NoisePlan) throws -> Made {
    if labels.kind == .multiHot { return try corruptMatrices(by: plan) }
    let modalities = try rows.map { name, rows in
      ModalityLabels(
        modality: name, labels: try labels.classIndices(for: name), trainingRows: rows)
    }
    if plan.model == .instance, profiles[plan.sharing] == nil {
      profiles[plan.sharing] = try measure(modalities, plan.sharing)
    }
    let noisy = try plan.corrupt(
      modalities, classCount: store.classCount, paired: store.isPaired, cleanDigest: digest,
      profiles: profiles[plan.sharing] ?? [])
    let named = noisy.modalities.map { ($0.name, Labels.classIndices($0.labels)) }
    return try made(noisy.manifest, shared: noisy.shared.map { .classIndices($0) }, named)
  }

  private func corruptMatrices(by plan: NoisePlan) throws -> Made {
    let matrices = try rows.map { name, rows in
      ModalityLabelMatrix(
        modality: name, elements: try labels.multiHot(for: name).elements, trainingRows: rows)
    }
    let noisy = try plan.corrupt(
      matrices, classCount: store.classCount, paired: store.isPaired, cleanDigest: digest)
    let named = noisy.modalities.map { ($0.name, matrix($0.elements)) }
    return try made(noisy.manifest, shared: noisy.shared.map(matrix), named)
  }

  private func matrix(_ elements: [UInt8]) -> Labels {
    let classes = store.classCount
    return .multiHot(
      MultiHot(rows: elements.count / classes, classes: classes, elements: elements))
  }

  private func made(
    _ manifest: NoiseManifest, shared: Labels?, _ named: [(String, Labels)]
  ) throws -> Made {
    let perModality: PerModality<Labels> =
      shared.map { .shared($0) } ?? .separate(Dictionary(uniqueKeysWithValues: named))
    return Made(
      manifest: manifest,
      set: LabelSet(
        name: manifest.name, labels: perModality, base: labels.name,
        manifest: try Self.text(of: manifest)))
  }

  /// Keys sorted and on lines of their own: the text is part of the label set, so its form must never change.
  private static func text(of manifest: NoiseManifest) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(manifest), as: UTF8.self)
  }

  private func measure(
    _ labels: [ModalityLabels], _ sharing: NoiseSharing
  ) throws -> [InstanceProfile] {
    let features = Dictionary(
      uniqueKeysWithValues: try store.modalityNames.map { ($0, try store.modality($0).features) })
    return try InstanceProfile.measure(
      labels, classCount: store.classCount, sharing: sharing,
      dimension: { features[$0]?.columns ?? 0 },
      read: { try features[$0]?.elements(ofRows: $1) ?? [] })
  }
}
