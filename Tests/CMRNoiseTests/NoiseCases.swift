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
