/// Which of two gallery items with equal scores comes first. With it, every ranking is one total
/// order.
///
/// -0.0 and 0.0 are equal.
public enum TieRule: String, Codable, Hashable, Sendable, CaseIterable {
  /// The one with the lower index in the gallery: what a stable sort does. The default.
  case lowerIndexFirst = "lower-index-first"

  /// The one with the higher index: trec_eval's rule, if document identifiers sort like indices.
  case higherIndexFirst = "higher-index-first"

  /// The rule in words, for reports.
  public var convention: String {
    switch self {
    case .lowerIndexFirst: "equal scores in ascending gallery index"
    case .higherIndexFirst: "equal scores in descending gallery index"
    }
  }
}
