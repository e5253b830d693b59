import ArgumentParser
import CMRCommand
import CMRGrid
import CMRTraining
import SystemPackage

/// Computes a grid of fits: stores x methods x noise x seeds.
struct Grid: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid",
    abstract: "Fit a whole comparison: stores x methods x noise x seeds.",
    discussion: """
      The plan says what is compared (see `cmrdata schema grid`); noise that a store lacks is drawn into it. Each cell is a \
      process of its own. Finished cells are never computed again: the same command goes on after any stop, kill or failure, \
      and a changed plan computes what it changes. `table` shows what is there at any time. With another build of a plug-in \
      the cells of its method are others, and are computed anew.
      """)

  @Argument(help: "The grid plan.", completion: .file(extensions: ["json"]))
  var plan: String

  @Option(name: .shortAndLong, help: "The grid's folder.", completion: .directory)
  var output: String

  @Option(help: "Where relative paths of stores begin. (default: here)", completion: .directory)
  var stores: String?

  @Option(help: "How many cells at a time. (default: one per processor)")
  var jobs: Int?

  @OptionGroup var plugins: PluginFlags

  @Flag(help: "Keep the checkpoints of finished cells.")
  var keepCheckpoints = false

  @Flag(help: "Say which cells there are and write nothing.")
  var dryRun = false

  @Flag(help: "Say nothing but what fails.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs is \(jobs); it must be 1 or more") }
  }

  func run() throws {
    try plugins.load()
    let folder = GridFolder(FilePath(output))
    let meter = GridMeter(isEnabled: !quiet)
    let runner = GridRunner(
      plan: try GridPlan(contentsOf: FilePath(plan)), folder: folder,
      stores: FilePath(stores ?? "."), catalog: TrainCommand.program.catalog,
      libraries: plugins.files.map { FilePath($0) }, program: TrainCommand.program.tool, jobs: jobs,
      keepsCheckpoints: keepCheckpoints,
      observer: meter, stop: StopFlag { StopSignals.isStopRequested })
    guard !dryRun else { return show(try runner.survey()) }
    StopSignals.install()
    let outcome = try run(runner)
    meter.clear()
    Console.result(
      "\(output): \(outcome.finished) of \(outcome.planned) cells finished, \(outcome.computed) of them now; "
        + "results in '\(folder.csvPath)'")
    if outcome.isInterrupted {
      Console.note("stopped by \(StopSignals.name ?? "a signal"); the same command goes on")
      throw ExitStatus.interrupted.exitCode
    }
    if !outcome.failures.isEmpty { throw FailedCellsError(count: outcome.failures.count) }
  }

  private func run(_ runner: GridRunner) throws -> GridOutcome {
    do {
      return try runner.run()
    } catch let error as GridError where error.code == .interrupted {
      Console.note("\(error)")
      throw ExitStatus.interrupted.exitCode
    }
  }

  private func show(_ survey: GridSurvey) {
    for cell in survey.cells { Console.result("\(cell)") }
    for (store, count) in survey.missing {
      Console.note("label sets to draw into store '\(store)': \(count)")
    }
    Console.note("cells: \(Formatting.count(survey.cells.count))")
  }
}

/// Some cells could not be computed.
struct FailedCellsError: Error, CustomStringConvertible {
  let count: Int

  var description: String {
    "\(count == 1 ? "1 cell" : "\(count) cells") failed, as said above; the same command tries again"
  }
}
