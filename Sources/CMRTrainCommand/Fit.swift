import ArgumentParser
import CMRCommand
import CMRJSON
import CMRStore
import CMRTraining
import SystemPackage

/// Fits a method to a store, or goes on with a run.
struct Fit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Train a method on a store; on a run folder that is there already, go on.",
    discussion: """
      Flags overrule the plan file, which overrules the defaults; the resolved plan is kept in the run folder and in every \
      checkpoint. A killed run goes on from its newest checkpoint that verifies, by the same command, and ends in the same \
      bits. SIGINT and SIGTERM finish the step, save, and exit with \(ExitStatus.interrupted.rawValue).
      """)

  @Argument(help: "The store; may also stand in the plan.", completion: .file(extensions: ["h5"]))
  var store: String?

  @Option(name: .shortAndLong, help: "The run folder.", completion: .directory)
  var output: String

  @OptionGroup var flags: FitFlags

  @OptionGroup var plugins: PluginFlags

  @Flag(help: "Print the resolved plan and write nothing.")
  var dryRun = false

  @Flag(help: "Print the outcome as JSON (see `cmrdata schema fit`).")
  var json = false

  @Flag(help: "Say nothing but warnings while it runs.")
  var quiet = false

  @Flag(help: "Also say each epoch's diagnostics; they are in metrics.jsonl in any case.")
  var verbose = false

  @Flag(
    help: ArgumentHelp(
      "Save and end when standard input closes: whoever waits for the run is gone.",
      visibility: .hidden))
  var untilStdinCloses = false

  func run() throws {
    try plugins.load()
    let plan = try flags.plan(store: store)
    guard !dryRun else { return try show(plan) }
    StopSignals.install()
    let isAwaited = untilStdinCloses
    let meter = FitMeter(isEnabled: !quiet, showsDiagnostics: verbose)
    let trainer = Trainer(
      plan: plan, run: RunFolder(FilePath(output)), catalog: TrainCommand.program.catalog,
      toolVersion: TrainCommand.program.tool, observer: meter,
      stop: StopFlag {
        StopSignals.isStopRequested || isAwaited && StandardInput.isClosed
      })
    let outcome = try Stopping.heeding { try fit(trainer) }
    meter.clear()
    let report = FitReport(outcome, run: output)
    try json ? JSONOutput.print(report) : Console.result(report.text)
    if outcome.stopReason == .interrupted {
      Console.note(
        "stopped by \(StopSignals.name ?? "a signal") at \(outcome.position) and saved; the same command goes on"
      )
      throw ExitStatus.interrupted.exitCode
    }
    if let lost = outcome.lostReports.first { throw LostReportError(report: lost) }
  }

  /// Tells of a method that the run was begun with and that is not loaded now.
  private func fit(_ trainer: Trainer) throws -> FitOutcome {
    do {
      return try trainer.fit()
    } catch let error as TrainingError where error.code == .unknownMethod {
      if let begun = try? trainer.run.checkpoints().read(.last) {
        _ = try trainer.catalog.method(of: begun)
      }
      throw error
    }
  }

  private func show(_ plan: FitPlan) throws {
    let store = try Store.open(FilePath(plan.store.path))
    let resolved = try plan.resolved(in: store, catalog: TrainCommand.program.catalog)
    for notice in resolved.notices { Console.note(notice) }
    Console.result(try resolved.plan.document().text(indented: true))
  }
}

/// The run is done, and one of the reports that were asked for cannot be made.
struct LostReportError: Error, CustomStringConvertible {
  let report: FitOutcome.LostReport

  var description: String {
    "no report on '\(report.split)' for the \(report.choice) epoch: \(report.reason)"
  }
}
