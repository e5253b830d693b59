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

  /// A row is taken for the class whose training rows its features resemble most beside its own,
  /// and the likelier the closer the two are: see ``InstanceProfile``.
  case instance

  /// A row of several classes loses one of them and gains one that it does not have.
  ///
  /// What published work on cross-modal hashing from noisy labels calls noise of 20, 50 and 80 %.
  case replace

  /// Every row gains false classes, as many as its own times the level; none is lost.
  ///
  /// The other kind of that field, at levels from 1 to 2.5.
  case add

  /// Whether this is for rows that have any number of classes, and not for those of one class.
  public var takesSeveralClasses: Bool { self == .replace || self == .add }

  /// Whether the rate is a level: how many false classes a row gains for each of its own.
  public var takesLevel: Bool { self == .add }

  /// The models for rows of one class.
  public static let ofOneClass = allCases.filter { !$0.takesSeveralClasses }

  /// The models for rows of any number of classes.
  public static let ofSeveralClasses = allCases.filter(\.takesSeveralClasses)
}
