/// What a tool's figures mean where a measure's name leaves it open: in which order equal scores
/// stand, what AP at a cutoff is divided by, and what a query counts for that has nothing to find.
///
/// A convention sees what the tool would be given: the items that are kept of a ranking and their
/// scores. It is a description, so figures are computed in 64 bits whatever the tool computes in.
public protocol ScoringConvention: Sendable {
  /// What it is called: `trec`.
  var name: String { get }

  /// The rule in words, for rows with one label or several.
  func rule(severalLabels: Bool) -> String

  /// Where relevant items stand in the order that the tool makes of `ranking`.
  func ranks(in ranking: JudgedRanking) -> RelevantRanks

  /// `measure` as the tool takes it for `rankings`.
  func measure(_ measure: ScoreMeasure, for rankings: KeptRankings) -> ConventionalMeasure

  /// `curve` as the tool draws it; nil if it draws none.
  func curve(_ curve: ScoreCurve) -> ConventionalCurve?
}

/// All conventions, in the order of tables.
public enum ScoringConventions {
  /// Ours first.
  public static let all: [any ScoringConvention] = [
    OurConvention(), TRECConvention(), MRLConvention(), TorchmetricsConvention(),
  ]
}

/// A curve that a tool draws, or whose points it has.
public struct ConventionalCurve: Sendable {
  /// The curve.
  public let curve: any RetrievalCurve
  /// What the tool calls each point.
  public let pointNames: [String]

  /// A curve of points that are called `name` of their positions.
  public init(_ curve: any RetrievalCurve, pointNames name: (Double) -> String) {
    self.curve = curve
    pointNames = curve.positions.map(name)
  }
}

/// What a tool makes of a measure.
public enum ConventionalMeasure: Sendable {
  /// It has the measure.
  case defined(Definition)
  /// It has none, or (then it has a name) not for such rankings, for this reason.
  case undefined(name: String? = nil, String)

  /// A measure that a tool has.
  public struct Definition: Sendable {
    /// What the tool calls it, with its arguments.
    public let name: String
    /// Whether it is of no use to know the first items alone, whatever the cutoff.
    public let needsWholeRanking: Bool
    /// The measure of one query, from its ranking and where the tool puts the relevant items; nil if
    /// the query is not to count in the mean.
    let value: @Sendable (JudgedRanking, RelevantRanks) -> Double?
  }

  /// A measure that a tool calls `name`.
  public static func defined(
    _ name: String, needsWholeRanking: Bool = false,
    _ value: @escaping @Sendable (JudgedRanking, RelevantRanks) -> Double?
  ) -> Self {
    .defined(Definition(name: name, needsWholeRanking: needsWholeRanking, value: value))
  }

  /// A measure that depends on nothing but the ranks.
  public static func defined(_ name: String, _ measure: any RetrievalMeasure) -> Self {
    .defined(name) { measure.value(for: $1) }
  }
}
