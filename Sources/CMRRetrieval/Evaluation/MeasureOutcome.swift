/// One measure over all queries.
public struct MeasureOutcome: Codable, Hashable, Sendable {
  /// The measure's name, for example `AP`.
  public let name: String

  /// What the name leaves open, and the tie rule, in words.
  public let convention: String

  /// The measure of every query, in Float64; nil for queries that do not count.
  public let perQuery: [Double?]

  /// The mean over the queries that count, summed in their order; nil if there is none.
  public let mean: Double?

  init(_ measure: any RetrievalMeasure, _ tieRule: TieRule, perQuery: [Double?]) {
    name = measure.name
    convention = "\(measure.convention); \(tieRule.convention)"
    self.perQuery = perQuery
    let values = perQuery.compactMap(\.self)
    mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
