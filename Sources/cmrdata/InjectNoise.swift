public import ArgumentParser
import CMRCommand
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
  var rate: [NoiseRate]

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

  @Flag(help: "Print the manifests as JSON (see `cmrdata schema inject-noise`).")
  var json = false

  func run() throws {
    let path = FilePath(store)
    let source = try NoiseSource(Store.open(path), labels: labels)
    let made = try plans().map { plan in try source.corrupt(by: plan) }
    let outcomes = try StoreEditing.addLabelSets(
      made.map { try source.labelSet(of: $0) }, to: path)
    for (noisy, outcome) in zip(made, outcomes) { say(noisy.manifest, outcome) }
    if json { try JSONOutput.print(made.map(\.manifest)) }
  }

  /// Every combination, in the order in which a table would list them.
  private func plans() -> [NoisePlan] {
    var plans: [NoisePlan] = []
    for model in model {
      for rate in rate {
        for seed in seed {
          plans.append(
            NoisePlan(
              model: model, rate: rate, seed: seed, semantics: semantics, sharing: sharing,
              base: labels == LabelSet.cleanName ? nil : labels))
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
        + "\(Formatting.count(part.flippedRows)) of \(Formatting.count(part.trainingRows)) labels wrong (\(rate) %), \(verb)"
      if json { Console.note(line) } else { Console.result(line) }
    }
  }
}

extension NoiseModel: ExpressibleByArgument {}
extension NoiseSemantics: ExpressibleByArgument {}
extension NoiseSharing: ExpressibleByArgument {}
