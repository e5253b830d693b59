import ArgumentParser
import CMRCommand
import CMRRetrieval
import CMRTraining
import SystemPackage

/// Scores ranking files by the conventions of several tools.
struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score ranking files as this package, trec_eval, MRL's code and torchmetrics would.",
    discussion: """
      A line for each direction and measure, a column for each convention; below them stands what a convention means. Without \
      --at the measures are AP, nDCG and RR of whole rankings; of files that `rank --top` wrote only the first items can be scored.
      """)

  /// A curve in place of measures.
  enum CurveChoice: String, ExpressibleByArgument, CaseIterable {
    case pr, cmc
  }

  /// How far a CMC curve goes where nobody says.
  private static let defaultLimit = 20

  @Argument(help: "The ranking files.", completion: .file(extensions: ["h5"]))
  var rankings: [String]

  @Option(parsing: .upToNextOption, help: "The conventions; all without it.")
  var convention: [ConventionChoice] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Also measure the first K items, for each K: AP, nDCG, RR, P, R and Success.", valueName: "k")
  )
  var at: [Int] = []

  @Option(
    help: ArgumentHelp(
      "A curve in place of measures: pr (precision at the recalls 0, 0.1 ... 1) or cmc (the share of queries matched within rank 1, 2 ...).",
      discussion: "The latter goes up to the largest K, or to rank \(defaultLimit)."))
  var curve: CurveChoice?

  @Flag(help: "Print comma-separated values, a line for each figure.")
  var csv = false

  @Flag(help: "Print JSON (see `cmrdata schema score`).")
  var json = false

  func validate() throws {
    if let cutoff = at.first(where: { $0 < 1 }) {
      throw ValidationError("--at is \(cutoff); it must be 1 or more")
    }
    if curve == .pr, let cutoff = at.first {
      throw ValidationError(
        "--at \(cutoff) does not go with --curve pr, which is over whole rankings")
    }
    if csv, json { throw ValidationError("--csv and --json exclude each other") }
  }

  func run() throws {
    var report = ScoreReport()
    for file in rankings {
      do {
        report.rankings.append(try score(file))
      } catch {
        // One that fails does not lose the others' results.
        CMRTrain.report("\(error)")
        report.failures.append(ScoreReport.Failure(file: file, error: "\(error)"))
      }
    }
    if json { try JSONOutput.print(report) }
    if !json, !report.rankings.isEmpty { Console.result(csv ? report.csv : report.text) }
    if !report.failures.isEmpty { throw ExitStatus.failed.exitCode }
  }

  private func score(_ name: String) throws -> ScoreReport.Ranking {
    let file = try RankingFile.open(FilePath(name))
    guard !file.directions.isEmpty else { throw ScoreError.noDirection(name) }
    var ranking = ScoreReport.Ranking(file, name: name)
    for direction in file.directions {
      let place = "'\(name)', \(direction.direction.name)"
      let kept: KeptRankings
      do {
        kept = try direction.judged()
      } catch let error as RetrievalError {
        throw ScoreError.contradiction(place, error)
      }
      sayWhatIsLeftOut(kept, place)
      let score = kept.score(measures: measures(of: kept), curves: curves(of: kept), by: chosen)
      if let reasons = score.reasonsForNothing {
        throw kept.suffice(for: score)
          ? ScoreError.nothing(place, reasons) : ScoreError.cut(place, score.names, kept)
      }
      ranking.add(direction.direction, kept, score, by: chosen)
    }
    return ranking
  }

  private var chosen: [any ScoringConvention] {
    let names = convention.map(\.convention.name)
    return ScoringConventions.all.filter { names.isEmpty || names.contains($0.name) }
  }

  /// Everything without a curve that one could ask of whole rankings by these arguments.
  private var asked: [ScoreMeasure] {
    curve == nil ? ScoreMeasure.ofWholeRankings + Set(at).sorted().flatMap(ScoreMeasure.at) : []
  }

  /// What was asked for; of rankings that are cut, what the kept items are enough for, if there is
  /// anything.
  private func measures(of kept: KeptRankings) -> [ScoreMeasure] {
    let possible = asked.filter { kept.areWhole || $0.cutoff ?? .max <= kept.depth }
    return possible.isEmpty ? asked : possible
  }

  private func curves(of kept: KeptRankings) -> [ScoreCurve] {
    switch curve {
    case nil: return []
    case .pr: return [.precisionRecall]
    case .cmc:
      // Beyond the gallery a curve goes on as it is, for as many points as somebody cares to name.
      let limit = min(at.max() ?? min(Self.defaultLimit, kept.depth), kept.galleryCount)
      return [.cmc(upTo: max(1, limit))]
    }
  }

  private func sayWhatIsLeftOut(_ kept: KeptRankings, _ place: String) {
    let measures = measures(of: kept)
    let names = asked.filter { !measures.contains($0) }.map(\.name)
    guard !names.isEmpty else { return }
    Console.note(
      "\(place): the first \(kept.depth) of \(kept.galleryCount) items are kept, too few for "
        + "\(names.joined(separator: ", ")), which are left out")
  }
}

extension KeptRankings {
  /// Whether the kept items are enough for anything that was asked for.
  fileprivate func suffice(for score: RankingScore) -> Bool {
    let cutoffs = score.measures.map(\.measure.cutoff) + score.curves.map(\.curve.cutoff)
    return areWhole || cutoffs.contains { $0 ?? .max <= depth }
  }
}

extension RankingScore {
  /// What was asked for.
  fileprivate var names: [String] { measures.map(\.measure.name) + curves.map(\.curve.name) }

  /// Why there is no figure at all; nil where there is one.
  fileprivate var reasonsForNothing: [String]? {
    let outcomes = (measures.flatMap(\.cells) + curves.flatMap(\.cells)).map(\.outcome)
    var reasons: [String] = []
    for outcome in outcomes {
      guard case .refused(let reason) = outcome else { return nil }
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    return reasons
  }
}
