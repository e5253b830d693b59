/// What a noise rate r over N training rows means.
public enum NoiseSemantics: String, Codable, Hashable, Sendable, CaseIterable {
  /// Exactly round(r N) labels become wrong, halves rounded up.
  ///
  /// The rows are drawn from those whose label can become wrong, so under ``NoiseModel/asymmetric``
  /// a rate above the share of such rows is refused.
  case exact

  /// floor(r N) rows are drawn from all, and what the model does to a row may leave its label as it
  /// was.
  ///
  /// The convention of published tables: under ``NoiseModel/symmetric`` the new label is any of the
  /// K classes, so that about r (K - 1) / K of the labels are wrong in the end; under
  /// ``NoiseModel/asymmetric`` about r / 2; under ``NoiseModel/pairFlip`` all drawn rows are; under
  /// ``NoiseModel/instance`` those that lie nearer to another class than to their own.
  case redraw
}
