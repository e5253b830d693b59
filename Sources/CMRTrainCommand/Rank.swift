import ArgumentParser
import CMRCommand
import CMRFiles
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
      Writes RUN/rankings/SPLIT-CHECKPOINT.h5 (with --top N: SPLIT-CHECKPOINT-top-N.h5): ids, items and scores, best first, with \
      provenance down to the archive's SHA-256. Several runs give one table; those that cannot be ranked are told apart. \
      A checkpoint that is damaged or missing is never replaced by another.
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

  @OptionGroup var plugins: PluginFlags

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
    try plugins.load()
    if let output { try ExistingFile.refuse(FilePath(output), unless: overwrite) }
    StopSignals.install()
    let report = try Stopping.heeding { try rankAll() }
    if json { try JSONOutput.print(report) }
    if !json, !report.rankings.isEmpty { Console.result(report.text) }
    if !report.failures.isEmpty { throw ExitStatus.failed.exitCode }
  }

  /// Ranks run after run; one that fails does not lose the others' results.
  private func rankAll() throws -> RankReport {
    var report = RankReport()
    for run in runs {
      do {
        report.rankings.append(try rank(run))
      } catch let error as TrainingError where error.code == .interrupted {
        throw error
      } catch {
        CMRTrain.report(runs.count > 1 ? "\(run): \(error)" : "\(error)")
        report.failures.append(RankReport.Failure(run: run, error: "\(error)"))
      }
    }
    return report
  }

  private func rank(_ name: String) throws -> RankReport.Ranking {
    let run = RunFolder(FilePath(name))
    let plan = try run.plan()
    let chosen = try checkpoint.read(in: run)
    let target = try target(in: run)
    let catalog = TrainCommand.program.catalog
    if let notice = try chosen.originNotice(for: catalog.method(of: chosen)) {
      Console.note(notice)
    }
    // What was trained is what the checkpoint says; the run's plan.json says only where the store is.
    let trained = chosen.plan
    let trec = trec.map { TRECOutput(prefix: FilePath($0), tag: trained.method.name) }
    let texts = trec?.paths(of: trained.modalities) ?? []
    for path in texts { try ExistingFile.refuse(path, unless: overwrite) }
    let ranker = try Ranker(
      chosen, store: openStore(of: plan, run: name), catalog: catalog,
      toolVersion: TrainCommand.program.tool, stop: StopFlag { StopSignals.isStopRequested })
    let report = try ranker.rank(split, top: top, to: target, trec: trec)
    for path in [target] + texts { Console.note("wrote '\(path)'") }
    return RankReport.Ranking(report, run: name, plan: trained, file: target.string)
  }

  private func openStore(of plan: FitPlan, run: String) throws -> Store {
    if let store { return try Store.open(FilePath(store)) }
    do throws(StoreError) {
      return try Store.open(FilePath(plan.store.path))
    } catch {
      guard error.code == .missingFile else { throw error }
      throw MovedStoreError(run: run, path: plan.store.path)
    }
  }

  private func target(in run: RunFolder) throws -> FilePath {
    if let output { return FilePath(output) }
    let folder = run.path.appending("rankings")
    try makeFolder(folder)
    return folder.appending("\(split)-\(checkpoint)\(depth).h5")
  }

  /// What tells the first items of the rankings from the whole of them by name.
  private var depth: String { top.map { "-top-\($0)" } ?? "" }
}

/// The store of a run is not where it was when the run was fitted.
struct MovedStoreError: Error, CustomStringConvertible {
  let run: String
  let path: String

  var description: String {
    "the store of the run '\(run)' is no longer at '\(path)'; say with --store where it is now"
  }
}
