import CMRNoise
import CMRRandom

/// Labels of `classCount` classes over `rows` rows, of which every fourth is not for training.
func randomLabels(
  _ modality: String, rows: Int, classCount: Int, seed: UInt64
) -> ModalityLabels {
  var stream = RandomStream(seed: seed, domain: "test/labels")
  let labels = (0..<rows).map { _ in Int32(stream.uniform(below: classCount)) }
  return ModalityLabels(
    modality: modality, labels: labels, trainingRows: (0..<rows).filter { $0 % 4 != 3 })
}

extension NoisePlan {
  /// The noisy labels of image and text with equal clean labels.
  func corruptPair(_ labels: ModalityLabels, classCount: Int) throws -> NoisyLabels {
    var text = labels
    text.modality = "text"
    return try corrupt(
      [labels, text], classCount: classCount, paired: true, cleanDigest: "d",
      profiles: try profiles(of: [labels, text], classCount: classCount))
  }

  /// What features say that are different for every row and class; nothing where no model asks.
  func profiles(
    of labels: [ModalityLabels], classCount: Int
  ) throws -> [InstanceProfile] {
    guard model == .instance else { return [] }
    return try InstanceProfile.measure(
      labels, classCount: classCount, sharing: sharing, dimension: { _ in 3 }
    ) { name, rows in
      rows.flatMap { row in
        var stream = RandomStream(seed: UInt64(row), domain: "test/features/\(name)")
        let label = labels.first { $0.modality == name }?.labels[row] ?? 0
        return (0..<3).map { Float(stream.uniform()) + ($0 == label % 3 ? 0.5 : 0) }
      }
    }
  }
}

/// Labels of any number of classes over `rows` rows, of which every fourth is not for training.
func randomMatrix(
  _ modality: String, rows: Int, classCount: Int, seed: UInt64, without: Bool = true
) -> ModalityLabelMatrix {
  var stream = RandomStream(seed: seed, domain: "test/matrix")
  var elements = (0..<rows * classCount).map { _ in UInt8(stream.uniform(below: 3) / 2) }
  if !without { for row in 0..<rows { elements[row * classCount + row % classCount] = 1 } }
  return ModalityLabelMatrix(
    modality: modality, elements: elements, trainingRows: (0..<rows).filter { $0 % 4 != 3 })
}

extension NoisePlan {
  /// The noisy labels of image and text with equal clean labels.
  func corruptPair(
    _ labels: ModalityLabelMatrix, classCount: Int
  ) throws -> NoisyLabelMatrices {
    var text = labels
    text.modality = "text"
    return try corrupt([labels, text], classCount: classCount, paired: true, cleanDigest: "d")
  }
}

func plan(
  _ model: NoiseModel, _ rate: String, seed: UInt64 = 1, _ semantics: NoiseSemantics = .exact,
  _ sharing: NoiseSharing = .shared
) throws -> NoisePlan {
  NoisePlan(
    model: model, rate: try NoiseRate(rate), seed: seed, semantics: semantics, sharing: sharing)
}
