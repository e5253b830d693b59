import ArgumentParser
import CMRCommand
import CMRJSON
import CMRTraining
import SystemPackage

/// The flags of `fit` that say what to compute: an overlay on the plan file.
struct FitFlags: ParsableArguments {
  @Option(help: "A fit plan (see `cmrdata schema plan`).", completion: .file(extensions: ["json"]))
  var plan: String?

  @Option(
    help: "The method: \(TrainCommand.program.catalog.names.joined(separator: ", ")).",
    completion: .list(TrainCommand.program.catalog.names))
  var method: String?

  @Option(help: "The label set to train with.")
  var labels: String?

  @Option(help: "How often to go through the training rows.")
  var epochs: Int?

  @Option(help: "Rows per step.")
  var batchSize: Int?

  @Option(help: "The learning rate before the schedule.")
  var learningRate: Double?

  @Option(
    help: "The seed of initial parameters, batch order and everything random within the method.",
    transform: Seed.parse)
  var seed: UInt64?

  @Option(help: "Threads of the matrix products; 0 for all processors.")
  var threads: Int?

  @Option(
    parsing: .upToNextOption,
    help: "The widths of the encoders' hidden layers; a single width stands for two such layers.")
  var hidden: [Int64] = []

  @Option(help: "The length of an embedding.")
  var dimension: Int?

  @Option(help: "What is done to features first: raw or standardised.")
  var features: String?

  @Option(help: "The length to which each row of features is then scaled; 0 to leave it.")
  var featureNorm: Double?

  @Option(help: "The split that chooses the best epoch; none to choose the last.")
  var validation: String?

  @Option(help: "A split to report on once, at the end; it chooses nothing.")
  var report: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("An option of the method, as JSON or bare text.", valueName: "name=value"))
  var option: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Any other value of the plan, by its path.", valueName: "path=value"))
  var set: [String] = []

  /// The plan: defaults, then the plan file, then these flags.
  func plan(store: String?) throws -> FitPlan {
    let base = try plan.map { try PlanFile.read(FilePath($0), method: method) }
    let plan = try FitPlan(document: overlay(store: store), over: base ?? FitPlan())
    if plan.store.path.isEmpty {
      throw ValidationError(
        "no store is named: give its path as the argument, or as store.path in the plan file")
    }
    if plan.method.name.isEmpty {
      throw ValidationError(
        "no method is named: give one with --method, or as method.name in the plan file")
    }
    return plan
  }

  private func overlay(store: String?) throws -> JSONValue {
    var overlay = JSONValue.object([:])
    for (path, value) in named(store: store) { overlay.set(path, to: value) }
    for text in set { try overlay.assign(text, below: []) }
    for text in option { try overlay.assign(text, below: ["method", "options"]) }
    return overlay
  }

  /// The flags given, by the paths of the plan that they stand for.
  private func named(store: String?) -> [(path: [String], value: JSONValue)] {
    let entries: [([String], JSONValue?)] = [
      (["store", "path"], store.map { .string($0) }),
      (["method", "name"], method.map { .string($0) }),
      (["labels"], labels.map { .string($0) }),
      (["epochs"], epochs.map { .integer(Int128($0)) }),
      (["batchSize"], batchSize.map { .integer(Int128($0)) }),
      (["optimiser", "learningRate"], learningRate.map { .number($0) }),
      (["seed"], seed.map { .integer(Int128($0)) }),
      (["threads"], threads.map { .integer(Int128($0)) }),
      (["method", "options", "encoder", "hidden"], hidden.isEmpty ? nil : widths),
      (["method", "options", "encoder", "dimension"], dimension.map { .integer(Int128($0)) }),
      (["transform", "kind"], features.map { .string($0) }),
      (["transform", "featureNorm"], featureNorm.map { $0 == 0 ? .null : .number($0) }),
      (["splits", "validation"], validation.map { $0 == "none" ? .null : .string($0) }),
      (["splits", "report"], report.map { .string($0) }),
    ]
    return entries.compactMap { path, value in value.map { (path, $0) } }
  }

  private var widths: JSONValue {
    .array((hidden.count == 1 ? hidden + hidden : hidden).map { .integer(Int128($0)) })
  }
}
