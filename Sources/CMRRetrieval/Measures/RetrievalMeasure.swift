/// A number that says how well one query's ranking answers it; the mean over queries is what gets
/// reported.
///
/// Conformers are named as ir_measures names them, and say in words what the name leaves open.
public protocol RetrievalMeasure: Sendable {
  /// The name, for example `AP@50`.
  var name: String { get }

  /// What the name leaves open: normaliser, cutoff, and what queries without a relevant item count.
  var convention: String { get }

  /// The measure of one query; nil if the query is not to count in the mean.
  func value(for ranks: RelevantRanks) -> Double?
}

extension RetrievalMeasure {
  /// `@k`, or nothing without a cutoff.
  static func suffix(_ cutoff: Int?) -> String { cutoff.map { "@\($0)" } ?? "" }
}
