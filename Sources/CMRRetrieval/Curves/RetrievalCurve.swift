/// Several numbers that together say how well one query's ranking answers it; what gets drawn is
/// their means over the queries.
public protocol RetrievalCurve: Sendable {
  /// The curve's name, for example `PR curve`.
  var name: String { get }

  /// What the name leaves open: interpolation, and what queries without a relevant item count.
  var convention: String { get }

  /// Where the numbers stand on the horizontal axis, ascending.
  var positions: [Double] { get }

  /// The curve of one query, a number for each of ``positions``; nil if the query is not to count in
  /// the means.
  func values(for ranks: RelevantRanks) -> [Double]?
}
