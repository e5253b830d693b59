/// What a query counts for whose gallery holds nothing relevant.
public enum WithoutRelevant: String, Codable, Hashable, Sendable, CaseIterable {
  /// 0, in the mean: the rule of MRL, DSCMR and SDML for single labels.
  case zero

  /// Nothing: the mean is over the other queries. The rule of trec_eval, hashing and most
  /// multi-label code.
  case skipped

  var value: Double? { self == .zero ? 0 : nil }

  var convention: String {
    switch self {
    case .zero: "queries without a relevant item count 0"
    case .skipped: "queries without a relevant item are left out"
    }
  }
}
