import ArgumentParser
import CMRCommand
import CMRImport
import FoundationEssentials
import SystemPackage

/// Imports a benchmark archive into a store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import a benchmark's archive, folder or files into a store.",
    discussion: """
      The layout is recognised by the keys, shapes and classes inside; every decision is said and kept in the store.

      LAYOUTS:
      \(BuiltinLayouts.summaries.map { "  \($0.name)\n    \($0.summary)" }.joined(separator: "\n"))
      """)

  @Argument(
    help: "An archive (tar, tar.gz, tar.bz2, tar.xz, tar.zst, zip, 7z), a folder, or files.",
    completion: .file())
  var inputs: [String]

  @Option(name: .shortAndLong, help: "The store to write.", completion: .file(extensions: ["h5"]))
  var output: String

  @Option(help: "The dataset's name; without it, the store's file name.")
  var name: String?

  @Option(
    help: "Take this layout instead of looking for one.",
    completion: .list(BuiltinLayouts.names))
  var layout: String?

  @Option(help: "The data file meant, where the input holds several sets.")
  var member: String?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "Where features are, for a set in no known layout: image=FILE:KEY, or train.image=FILE:KEY.",
      discussion:
        "Repeat it for each modality and split. FILE alone will do where it holds one array.",
      valueName: "[split.]modality=file:key"))
  var maps: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where labels are, with --map: FILE:KEY, train=FILE:KEY, image=FILE:KEY, train.image=FILE:KEY.",
      valueName: "[split.][modality=]file:key"))
  var labels: [String] = []

  @Option(
    help: ArgumentHelp(
      "A JSON file that says which array is what (see `cmrdata schema recipe`).",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var recipe: String?

  @Option(
    help: ArgumentHelp(
      "The text features meant, where there are several: masked, bow, ...", valueName: "variant"))
  var text: String?

  @Option(
    help: ArgumentHelp(
      "The features meant of another modality, as image=I; may be repeated.",
      valueName: "modality=variant"))
  var variant: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where validation rows come from: \(ValidationRule.forms.joined(separator: ", ")).",
      discussion:
        "N is a number of rows or a share such as 1/2. Without it, the benchmark's customary rule.",
      valueName: "rule"))
  var validation: String?

  @Option(help: "The number of the first class, 0 or 1, where the labels do not tell.")
  var labelBase: Int?

  @Flag(help: "Replace a store that is already there, once the new one is complete.")
  var overwrite = false

  @Flag(help: "Say what would be done, and write nothing.")
  var dryRun = false

  @Flag(help: "Say how the layout was recognised.")
  var explain = false

  @Flag(help: "Print the report as JSON (see `cmrdata schema import`).")
  var json = false

  func run() throws {
    do {
      try runImport()
    } catch let error as ImportError where error.code == .stopped {
      Console.note("stopped by \(StopSignals.name ?? "a signal"): \(error)")
      throw ExitStatus.interrupted.exitCode
    }
  }

  private func runImport() throws {
    try refuseOverwritingInput()
    StopSignals.install()
    let meter = ImportMeter()
    let plan = try request().plan(progress: meter.show, shouldStop: { StopSignals.isStopRequested })
    meter.clear()
    say(plan.summary)
    guard !dryRun else { return try json ? JSONOutput.print(plan.summary) : () }
    let report = try plan.run(progress: meter.show, shouldStop: { StopSignals.isStopRequested })
    meter.clear()
    for warning in report.summary.warnings.dropFirst(plan.summary.warnings.count) {
      Console.note("warning: \(warning)")
    }
    if json {
      try JSONOutput.print(report)
    } else {
      Console.result("\(report.store): sha256 \(report.digest)")
    }
  }

  func validate() throws {
    let asksForMap = !maps.isEmpty || !labels.isEmpty
    if layout != nil, asksForMap || recipe != nil {
      throw ValidationError("--layout looks for what --map and --recipe say; give one of them")
    }
    if asksForMap, recipe != nil {
      throw ValidationError("--recipe says what --map and --labels say; give one of them")
    }
    if maps.isEmpty, !labels.isEmpty {
      throw ValidationError("--labels needs --map, which says where the features are")
    }
  }

  /// What --map and --labels or --recipe say; nil where a layout is to be found.
  private func askedRecipe() throws -> ImportRecipe? {
    if let recipe { return try RecipeFile.read(recipe) }
    return maps.isEmpty ? nil : try ImportRecipe(features: maps, labels: labels)
  }

  private func request() throws -> ImportRequest {
    var request = ImportRequest(
      inputs.map { FilePath($0) }, to: FilePath(output), tool: "cmrdata \(Version.text)")
    request.name = name
    request.layout = layout
    request.recipe = try askedRecipe()
    request.member = member
    if let text { request.variants["text"] = text }
    for choice in variant { try add(choice, to: &request) }
    request.validation = try validation.map { text in try ValidationRule(text) }
    request.labelBase = labelBase
    request.overwrite = overwrite
    return request
  }

  private func add(_ choice: String, to request: inout ImportRequest) throws {
    let parts = choice.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("'--variant \(choice)' is not of the form modality=variant")
    }
    let modality = String(parts[0])
    guard request.variants.updateValue(String(parts[1]), forKey: modality) == nil else {
      throw ValidationError("the variant of \(modality) is given twice; name it once")
    }
  }

  /// With `--overwrite` the store would take the place of what it is made from.
  private func refuseOverwritingInput() throws {
    let target = URL(filePath: output).resolvingSymlinksInPath().path
    for input in inputs where URL(filePath: input).resolvingSymlinksInPath().path == target {
      throw ValidationError("the input '\(input)' cannot be the output too; name another store")
    }
  }

  private func say(_ summary: ImportSummary) {
    for line in explain ? summary.explanation : [] { Console.note("why: \(line)") }
    Console.note("layout: \(summary.layout)")
    for modality in summary.modalities {
      Console.note(
        "\(modality.name): \(Formatting.count(modality.rows)) rows of \(modality.dimension) features"
      )
    }
    for split in summary.splits {
      Console.note("split \(split.name): \(Formatting.count(split.rows)) rows (\(split.rule))")
    }
    for decision in summary.decisions { Console.note("decision: \(decision)") }
    for warning in summary.warnings { Console.note("warning: \(warning)") }
    for name in summary.skipped { Console.note("passed over: \(name)") }
  }
}

/// The progress of an import as a bar.
private final class ImportMeter {
  private var progress = Progress("import")

  func show(_ now: ImportProgress) {
    let fraction = now.total.map { $0 == 0 ? 1 : Double(now.done) / Double($0) } ?? 0
    progress.update(fraction: fraction, detail: "\(now.phase.rawValue) \(now.subject)")
  }

  func clear() { progress.clear() }
}
