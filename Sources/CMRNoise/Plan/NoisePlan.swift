/// Which noise to make: everything, beside the clean labels, that the result depends on.
///
/// The defaults say what a reader takes "40 % noise" to mean: exactly 40 % wrong labels, one label
/// per pair. The tables of the MRL family were made with ``NoiseSemantics/redraw`` and
/// ``NoiseSharing/independent``; choose both to compare with them.
public struct NoisePlan: Codable, Hashable, Sendable {
  /// Which wrong labels take the place of right ones.
  public var model: NoiseModel

  /// The share of training rows; for ``NoiseModel/add`` the level.
  public var rate: NoiseRate

  /// The seed of every draw. It is the noise's own, not the training's.
  public var seed: UInt64

  /// What the rate means.
  public var semantics: NoiseSemantics

  /// Whether the modalities share their wrong labels.
  public var sharing: NoiseSharing

  /// The name of the labels that the noise is added to; nil for the clean ones.
  public var base: String?

  /// The name of the split whose rows are open to noise; nil for `train`.
  public var split: String?

  /// A plan.
  public init(
    model: NoiseModel, rate: NoiseRate, seed: UInt64, semantics: NoiseSemantics = .exact,
    sharing: NoiseSharing = .shared, base: String? = nil, split: String? = nil
  ) {
    self.model = model
    self.rate = rate
    self.seed = seed
    self.semantics = semantics
    self.sharing = sharing
    self.base = base
    self.split = split
  }

  /// The label set's name: `symmetric-0.4-s1`; what differs from the defaults is appended:
  /// `symmetric-0.4-s1-redraw-independent`, `pair-flip-0.1-s2-on-symmetric-0.4-s1`,
  /// `symmetric-0.4-s1-of-validation`.
  public var name: String {
    var parts = [model.rawValue, rate.description, "s\(seed)"]
    if semantics != .exact { parts.append(semantics.rawValue) }
    if sharing != .shared { parts.append(sharing.rawValue) }
    if let split { parts += ["of", split] }
    if let base { parts += ["on", base] }
    return parts.joined(separator: "-")
  }
}
