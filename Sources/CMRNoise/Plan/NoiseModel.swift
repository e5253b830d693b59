/// Which wrong labels take the place of right ones.
public enum NoiseModel: String, Codable, Hashable, Sendable, CaseIterable {
  /// Every other class is equally likely.
  case symmetric

  /// One random map of classes: the first half of a random permutation maps onto its second half,
  /// which maps to itself.
  ///
  /// The kind of MRL (Hu et al., CVPR 2021) and the code bases that follow it. With K classes of
  /// equal size the labels that can become wrong are floor(K/2)/K of all.
  case asymmetric

  /// Class k is taken for class k + 1, the last one for class 0.
  case pairFlip = "pair-flip"
}
