/// trec_eval, version 9, given the file's rankings as a run and what is relevant as qrels.
///
/// - Scores: single precision, which the file's are already.
/// - Equal scores: by the items' identifiers, compared byte by byte, the higher first
///   (`form_res_rels.c`). The rank in a run file is not read. The run files of ``TRECRun`` have no
///   equal scores, so trec_eval finds the order of the file there and not this one.
/// - AP at k (`map_cut`): divided by all relevant items.
/// - P at k: divided by k, also where fewer items are ranked. Other measures as here; RR has no k.
/// - Queries with nothing relevant: left out. They have no line in the qrels, and without the option
///   `-c` a query without one counts in no mean.
/// - Items that a run does not list are not there: of a ranking that is cut, the first k are known.
/// - Precision at recall (`iprec_at_recall`): ``PrecisionRecallCurve`` with the recall levels of version 9,
///   which version 10 changed.
///
/// Source: github.com/usnistgov/trec_eval, and pytrec_eval-terrier 0.5.11, which the tests ran.
public struct TRECConvention: ScoringConvention, Hashable {
  /// The one there is.
  public init() {}

  /// `trec`.
  public var name: String { "trec" }

  /// Ties, divisor and empty queries.
  public func rule(severalLabels: Bool) -> String {
    "trec_eval 9: equal scores in descending order of identifiers; AP@k divided by all relevant "
      + "items; \(WithoutRelevant.skipped.convention)"
  }

  /// By score, then by identifier.
  public func ranks(in ranking: JudgedRanking) -> RelevantRanks {
    ranking.ranksByDescendingIdentifier
  }

  /// Every measure but RR at a cutoff.
  public func measure(
    _ measure: ScoreMeasure, for rankings: KeptRankings
  ) -> ConventionalMeasure {
    guard let name = Self.name(of: measure) else {
      return .undefined("trec_eval has no \(measure.name)")
    }
    return .defined(name, measure.measure(.allRelevant, .skipped))
  }

  private static func name(of measure: ScoreMeasure) -> String? {
    switch measure {
    case .averagePrecision(let cutoff): cutoff.map { "map_cut_\($0)" } ?? "map"
    case .nDCG(let cutoff): cutoff.map { "ndcg_cut_\($0)" } ?? "ndcg"
    case .reciprocalRank(let cutoff): cutoff == nil ? "recip_rank" : nil
    case .precision(let cutoff): "P_\(cutoff)"
    case .recall(let cutoff): "recall_\(cutoff)"
    case .success(let cutoff): "success_\(cutoff)"
    }
  }

  /// `iprec_at_recall`, and `success` at every rank.
  public func curve(_ curve: ScoreCurve) -> ConventionalCurve? {
    ConventionalCurve(curve.curve(.skipped, .trecEval9)) { position in
      switch curve {
      case .precisionRecall: "iprec_at_recall_\(position)0"
      case .cmc: "success_\(Int(position))"
      }
    }
  }
}
