/// The record of how a set of noisy labels came about; stored with it.
///
/// Everything in it follows from the plan and the clean labels, so equal inputs have equal
/// manifests.
public struct NoiseManifest: Codable, Hashable, Sendable {
  /// The version of this record's form.
  public static let currentEncodingVersion = 1

  /// The version of the form that this record has.
  public let encodingVersion: Int

  /// The label set's name: ``NoisePlan/name``.
  public let name: String

  /// Which wrong labels took the place of right ones.
  public let model: NoiseModel

  /// The rate or level that was asked for.
  public let rate: NoiseRate

  /// The seed of every draw.
  public let seed: UInt64

  /// What the rate means.
  public let semantics: NoiseSemantics

  /// Whether the modalities share their wrong labels.
  public let sharing: NoiseSharing

  /// The name of the labels that the noise was added to; nil for the clean ones.
  public let base: String?

  /// The name of the split whose rows were open to noise; nil for `train`.
  public let split: String?

  /// The SHA-256, in hexadecimal, of the labels that the noise was added to.
  public let cleanDigest: String

  /// The number of classes K.
  public let classCount: Int

  /// The class that class k is taken for, at index k; nil where the model maps none.
  public let classMap: [Int]?

  /// What became of the labels: one entry for all modalities if they share it, else one for each.
  public let outcomes: [ModalityNoise]

  init(
    plan: NoisePlan, cleanDigest: String, classCount: Int, classMap: [Int]?,
    outcomes: [ModalityNoise]
  ) {
    encodingVersion = Self.currentEncodingVersion
    name = plan.name
    model = plan.model
    rate = plan.rate
    seed = plan.seed
    semantics = plan.semantics
    sharing = plan.sharing
    base = plan.base
    split = plan.split
    self.cleanDigest = cleanDigest
    self.classCount = classCount
    self.classMap = classMap
    self.outcomes = outcomes
  }

  /// The plan that made the labels.
  public var plan: NoisePlan {
    NoisePlan(
      model: model, rate: rate, seed: seed, semantics: semantics, sharing: sharing, base: base,
      split: split)
  }
}
