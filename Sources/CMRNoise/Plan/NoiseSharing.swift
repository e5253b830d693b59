/// Whether the modalities of a pair are labelled wrongly together.
public enum NoiseSharing: String, Codable, Hashable, Sendable, CaseIterable {
  /// One noisy label per pair. Needs paired modalities with equal clean labels and equal training
  /// rows.
  case shared

  /// Every modality has rows and labels drawn for itself. The asymmetric class map is still one for
  /// all.
  case independent
}
