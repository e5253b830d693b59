/// The cumulative match characteristic: for k = 1 to K, the share of queries with a relevant item
/// among the k best.
///
/// It comes from biometrics (Phillips et al., The FERET evaluation methodology for face-recognition
/// algorithms, IEEE TPAMI 22, 2000), where every query has its match. At each k it is ``Success``
/// at k, so it never falls and reaches the share of queries with a relevant item at the gallery's
/// size. Where a query has none, code for re-identification leaves it out (``WithoutRelevant``
/// `skipped`); the default here is 0, as for the measures beside it.
public struct CMCCurve: RetrievalCurve, Hashable {
  /// K.
  public let limit: Int

  /// What queries count for that have nothing relevant.
  public let withoutRelevant: WithoutRelevant

  /// The curve up to rank `limit`, 1 or more.
  public init(upTo limit: Int, withoutRelevant: WithoutRelevant = .zero) {
    precondition(limit >= 1, "a curve up to rank \(limit) has no point")
    self.limit = limit
    self.withoutRelevant = withoutRelevant
  }

  /// `CMC curve`.
  public var name: String { "CMC curve" }

  /// Points and empty queries in words.
  public var convention: String {
    "1 from the rank of the first relevant item on; \(withoutRelevant.convention)"
  }

  /// The ranks.
  public var positions: [Double] { (1...limit).map(Double.init) }

  /// 0 before the rank of the query's first relevant item, and 1 from there on.
  public func values(for ranks: RelevantRanks) -> [Double]? {
    guard ranks.count > 0 else {
      return withoutRelevant.value.map { Array(repeating: $0, count: limit) }
    }
    let best = ranks.ranks.first ?? .max
    return (1...limit).map { $0 < best ? 0 : 1 }
  }
}
