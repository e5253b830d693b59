import ArgumentParser
import CMRCommand
import CMRFiles
import CMRMethods
import CMRStore
import CMRTraining
import SystemPackage

/// Ranks a split with a run's checkpoint and measures it.
struct Rank: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract:
      "Embed a split with a run's checkpoint, rank the whole gallery in both directions, print mAP.",
    discussion: """
      Writes RUN/rankings/SPLIT-CHECKPOINT.h5: ids, scores and ranks, with provenance down to the archive's SHA-256. \
      Several runs give one table.
      """)

  @Argument(help: "The run folders.", completion: .directory)
  var runs: [String]

  @Option(help: "The split.")
  var split = "test"

  @Option(help: "The checkpoint: best (by validation), last, or the number of an epoch.")
  var checkpoint = CheckpointChoice.best

  @Option(help: "How many items of each ranking to keep; all without it. mAP is always over all.")
  var top: Int?

  @Option(help: "The store, if it is no longer where the plan says.", completion: .file())
  var store: String?

  @Option(
    name: .shortAndLong, help: "Where to write the ranking of a single run.", completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Also write TREC run and qrels files: PREFIX.DIRECTION.run and PREFIX.DIRECTION.qrels.",
      valueName: "prefix"))
  var trec: String?

  @Flag(help: "Replace what is there already under the names of --output and --trec.")
  var overwrite = false

  @Flag(help: "Print JSON (see `cmrdata schema rank`).")
  var json = false

  func validate() throws {
    if runs.count > 1 && (output != nil || trec != nil) {
      throw ValidationError("--output and --trec go with a single run, \(runs.count) are named")
    }
    if let top, top < 1 { throw ValidationError("--top is \(top); it must be 1 or more") }
  }

  func run() throws {
    if let output { try ExistingFile.refuse(FilePath(output), unless: overwrite) }
    StopSignals.install()
    let reports = try runs.map { try rank($0) }
    let report = RankReport(rankings: reports)
    try json ? JSONOutput.print(report) : Console.result(report.text)
  }

  private func rank(_ name: String) throws -> RankReport.Ranking {
    let run = RunFolder(FilePath(name))
    let plan = try run.plan()
    let chosen = try checkpoint.read(in: run)
    let target = try target(in: run)
    let trec = trec.map { TRECOutput(prefix: FilePath($0), tag: plan.method.name) }
    try refuseExisting(trec, plan)
    let ranker = try Ranker(
      chosen, store: Store.open(FilePath(store ?? plan.store.path)),
      catalog: BuiltinMethods.catalog, toolVersion: "cmrtrain \(Version.text)",
      stop: StopFlag { StopSignals.isStopRequested })
    let report = try ranker.rank(
      split, top: top, to: target, trec: trec)
    Console.note("wrote '\(target)'")
    return RankReport.Ranking(report, run: name, plan: plan, file: target.string)
  }

  /// Throws if one of the TREC files is there already and is not to be replaced.
  private func refuseExisting(_ trec: TRECOutput?, _ plan: FitPlan) throws {
    guard let trec else { return }
    for query in plan.modalities {
      for gallery in plan.modalities where gallery != query {
        let direction = RankingDirection(query: query, gallery: gallery)
        try ExistingFile.refuse(trec.runPath(direction), unless: overwrite)
        try ExistingFile.refuse(trec.qrelsPath(direction), unless: overwrite)
      }
    }
  }

  private func target(in run: RunFolder) throws -> FilePath {
    if let output { return FilePath(output) }
    let folder = run.path.appending("rankings")
    try makeFolder(folder)
    return folder.appending("\(split)-\(checkpoint).h5")
  }
}
