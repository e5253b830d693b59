public import ArgumentParser
import CMRCommand
import CMRInjection
import CMRNoise
import CMRStore
import SystemPackage

/// Adds label sets with injected noise to a store.
struct InjectNoise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inject-noise",
    abstract: "Add label sets of which some training labels are wrong.",
    discussion: """
      Makes one set for every model, rate and seed. A set's name says how it was made (symmetric-0.4-s1); its manifest \
      holds the rest. The same store and plan give the same labels on every machine. A set that is there already is left \
      alone if it is the same, and an error if it is not.

      MODELS:
        symmetric    any other class
        asymmetric   a random half of the classes onto the other half
        pair-flip    the next class
        instance     the class whose training rows look most alike; the likelier, the more alike
        replace      of several classes one is lost and a false one gained
        add          every row gains LEVEL false classes for each of its own

      The last two are for labels of several classes per row, the others for labels of one.
      """)

  @Argument(help: "The store.", completion: .file(extensions: ["h5"]))
  var store: String

  @Option(
    parsing: .upToNextOption,
    help:
      "What wrong labels look like: \(NoiseModel.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var model: [NoiseModel]

  @Option(
    parsing: .upToNextOption, help: "Shares of the training rows, 0 to 1.",
    transform: { text in try NoiseRate(text) })
  var rate: [NoiseRate] = []

  @Option(
    parsing: .upToNextOption,
    help: "With the model add: how many false classes come to each true one, such as 1.5.",
    transform: { text in try NoiseRate(level: text) })
  var level: [NoiseRate] = []

  @Option(parsing: .upToNextOption, help: "Seeds of the draws. (default: 1)", transform: Seed.parse)
  var seed: [UInt64] = [1]

  @Option(
    help: ArgumentHelp(
      "What a rate means: exact (so many labels are wrong) or redraw (so many labels are drawn anew from all classes).",
      discussion:
        "Published tables of the MRL family use redraw, where 1/K of the draws hit the true class.")
  )
  var semantics = NoiseSemantics.exact

  @Option(help: "Whether modalities get the same wrong labels: shared, or independent.")
  var sharing = NoiseSharing.shared

  @Option(
    help: "The label set to add the noise to; names of sets on others than the clean one say so.")
  var labels = LabelSet.cleanName

  @Option(
    help: ArgumentHelp(
      "The split whose labels become wrong; all others stay clean.",
      discussion: "Names of sets say so where it is not train."))
  var split = NoiseSource.customarySplit

  @Flag(help: "Print the manifests as JSON (see `cmrdata schema inject-noise`).")
  var json = false

  func run() throws {
    let path = FilePath(store)
    var source = try NoiseSource(Store.open(path), labels: labels, split: split)
    var made: [NoiseSource.Made] = []
    for plan in plans() { made.append(try source.corrupt(by: plan)) }
    let outcomes = try StoreEditing.addLabelSets(made.map(\.set), to: path)
    for (noisy, outcome) in zip(made, outcomes) { say(noisy.manifest, outcome) }
    if json { try JSONOutput.print(made.map(\.manifest)) }
  }

  func validate() throws {
    let wantsLevel = model.contains(where: \.takesLevel)
    let wantsRate = model.contains { !$0.takesLevel }
    if wantsRate, rate.isEmpty {
      throw ValidationError("--rate is missing: the share of the rows whose labels become wrong")
    }
    if wantsLevel, level.isEmpty {
      throw ValidationError(
        "--level is missing: how many false classes 'add' gives to each true one")
    }
    if !wantsRate, !rate.isEmpty {
      throw ValidationError("--rate has no meaning for 'add', which takes --level")
    }
    if !wantsLevel, !level.isEmpty {
      throw ValidationError("--level has a meaning for the model 'add' only; give --rate")
    }
  }

  /// Every combination, in the order in which a table would list them.
  private func plans() -> [NoisePlan] {
    var plans: [NoisePlan] = []
    for model in model {
      for rate in model.takesLevel ? level : rate {
        for seed in seed {
          plans.append(
            NoisePlan(
              model: model, rate: rate, seed: seed, semantics: semantics, sharing: sharing,
              base: labels == LabelSet.cleanName ? nil : labels,
              split: split == NoiseSource.customarySplit ? nil : split))
        }
      }
    }
    return plans
  }

  private func say(_ manifest: NoiseManifest, _ outcome: StoreEditing.Outcome) {
    let verb = outcome == .added ? "added" : "already there, the same"
    for part in manifest.outcomes {
      let rate = Formatting.fixed(part.flipRate * 100, places: 1)
      let line =
        "\(manifest.name): \(part.modalities.joined(separator: " and ")): "
        + "\(Formatting.count(part.flippedRows)) of \(Formatting.count(part.trainingRows)) \(part.gained == nil ? "labels" : "rows") wrong (\(rate) %), "
        + (part.gained.map { counts(lost: part.lost ?? [], gained: $0) } ?? "") + verb
      if json { Console.note(line) } else { Console.result(line) }
    }
  }
}

/// The classes that rows of several lost and gained, all together.
private func counts(lost: [Int], gained: [Int]) -> String {
  let sums = [lost, gained].map { Formatting.count($0.reduce(0, +)) }
  return "\(sums[0]) classes lost and \(sums[1]) gained, "
}

extension NoiseModel: ExpressibleByArgument {}
extension NoiseSemantics: ExpressibleByArgument {}
extension NoiseSharing: ExpressibleByArgument {}
