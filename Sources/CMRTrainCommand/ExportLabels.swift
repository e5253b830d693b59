import ArgumentParser
import CMRBeliefs
import CMRCommand
import CMRStore
import SystemPackage

/// Adds the labels that a method came to believe to the store.
struct ExportLabels: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export-labels",
    abstract: "Add the labels as a run's method has corrected them to the store, as a label set.",
    discussion: """
      Training rows get the class that the method believed them to have at the checkpoint's last epoch; rows that it does not \
      go by keep the label that the run was given, as all rows of other splits do. The set's manifest says from which \
      checkpoint and plan it comes. `cmrdata info --labels` shows what was believed. `fit --labels NAME` trains on the set.
      """)

  @Argument(help: "The store of the run.", completion: .file(extensions: ["h5"]))
  var store: String

  @Option(help: "A checkpoint of the run.", completion: .file(extensions: ["h5"]))
  var checkpoint: String

  @Option(
    help: "The label set's name; without it, that of the given labels, the method and the epoch.")
  var name: String?

  @Option(
    help:
      "Which training rows get a new label: those that the method goes by (transported), or all.")
  var rows = CorrectedLabels.Rows.transported

  @Flag(help: "Print the manifest as JSON (see `cmrdata schema corrected-labels`).")
  var json = false

  func run() throws {
    let path = FilePath(store)
    let run = try BelievingRun(checkpoint: FilePath(checkpoint))
    let corrected = try CorrectedLabels(
      BelievedRows(of: run, in: Store.open(path)), taking: rows, name: name,
      tool: TrainCommand.program.tool)
    let outcome = try StoreEditing.addLabelSets([corrected.set], to: path).first
    for part in corrected.manifest.outcomes {
      let verb = outcome == .added ? "added" : "already there, the same"
      let line =
        "\(corrected.set.name): \(part.modality): \(Formatting.count(part.changedRows)) of "
        + "\(Formatting.count(part.trainingRows)) labels changed from '\(run.labels)', as \(run.method) "
        + "believes at epoch \(run.lastEpoch) of \(Formatting.count(part.takenRows)) rows, \(verb)"
      if json { Console.note(line) } else { Console.result(line) }
    }
    if json { try JSONOutput.print(corrected.manifest) }
  }
}

extension CorrectedLabels.Rows: ExpressibleByArgument {}
