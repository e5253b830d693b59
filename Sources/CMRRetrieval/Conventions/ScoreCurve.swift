/// A curve as one asks for it, before a ``ScoringConvention`` says what it means.
public enum ScoreCurve: Hashable, Sendable {
  /// ``PrecisionRecallCurve``.
  case precisionRecall
  /// ``CMCCurve`` up to this rank, 1 or more.
  case cmc(upTo: Int)

  /// How many of the first items are looked at; nil for all.
  public var cutoff: Int? {
    guard case .cmc(let limit) = self else { return nil }
    return limit
  }

  /// `PR curve` or `CMC curve`.
  public var name: String { curve(.zero).name }

  /// Where its points stand, ascending: recalls or ranks.
  public var positions: [Double] { curve(.zero).positions }

  /// The name of one of its points, as ir_measures has it: `IPrec@0.1`, `Success@5`.
  public func pointName(_ position: Double) -> String {
    switch self {
    case .precisionRecall: "IPrec@\(position)"
    case .cmc: "Success@\(Int(position))"
    }
  }

  /// What a point is.
  public var definition: String {
    switch self {
    case .precisionRecall: "IPrec@r: the highest precision at recall r or more"
    case .cmc: "Success@k: the share of queries with a relevant item within rank k"
    }
  }

  /// The curve with what the conventions differ in.
  func curve(
    _ withoutRelevant: WithoutRelevant, _ level: PrecisionRecallCurve.RecallLevel = .exact
  ) -> any RetrievalCurve {
    switch self {
    case .precisionRecall:
      PrecisionRecallCurve(recallLevel: level, withoutRelevant: withoutRelevant)
    case .cmc(let limit): CMCCurve(upTo: limit, withoutRelevant: withoutRelevant)
    }
  }
}
