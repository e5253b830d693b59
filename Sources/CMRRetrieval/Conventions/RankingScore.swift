/// The same rankings under several conventions.
public struct RankingScore: Sendable {
  /// One convention's figure.
  public struct Cell: Sendable {
    /// The convention.
    public let convention: String
    /// What its tool calls the measure, or each point of the curve; empty where it has none.
    public let names: [String]
    /// The mean over the queries that count, or why there is none.
    public let outcome: Outcome
  }

  /// A mean, or why there is none.
  public enum Outcome: Hashable, Sendable {
    /// The means over this number of queries: one of a measure, one for each point of a curve.
    case means([Double], queries: Int)
    /// There is none, for this reason.
    case refused(String)
  }

  /// One measure under all conventions.
  public struct Measure: Sendable {
    /// What was asked for.
    public let measure: ScoreMeasure
    /// A cell for each convention, in their order.
    public let cells: [Cell]
  }

  /// One curve under all conventions.
  public struct Curve: Sendable {
    /// What was asked for.
    public let curve: ScoreCurve
    /// A cell for each convention, in their order.
    public let cells: [Cell]
  }

  /// How many queries have nothing relevant in the gallery.
  public let queriesWithoutRelevant: Int
  /// In how many queries a relevant item has the score of one that is not: for all others the rules
  /// for equal scores agree.
  public let queriesWithTies: Int
  /// The measures, in the order in which they were asked for.
  public let measures: [Measure]
  /// The curves, in that order.
  public let curves: [Curve]
}
