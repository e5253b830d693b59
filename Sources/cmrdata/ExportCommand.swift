import ArgumentParser
import CMRCommand
import CMRExport
import CMRStore
import FoundationEssentials
import SystemPackage

/// Writes a store in a format of other tools.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a store's features, labels and splits as arrays that other tools read.",
    discussion: """
      mrl-h5: HDF5 as the code of MRL, SDML and their successors reads it, an array for each of train, valid and test. npz \
      and safetensors: all rows of each modality, labels, and every split as row numbers from 0. What a format cannot hold \
      is said, and so is the command that imports the file again.
      """)

  @Argument(help: "The store.", completion: .file(extensions: ["h5"]))
  var store: String

  @Argument(help: "The file to write.", completion: .file())
  var destination: String

  @Option(
    help: """
      The format: \(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")). Without it, the file's name tells: \
      .h5 and .h5py are mrl-h5.
      """,
    completion: .list(ExportFormat.allCases.map(\.rawValue)),
    transform: { text in
      guard let format = ExportFormat(rawValue: text) else {
        let names = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no format '\(text)'; the formats are: \(names)")
      }
      return format
    })
  var format: ExportFormat?

  @Option(help: "The label set.")
  var labels = LabelSet.cleanName

  @Flag(help: "Replace a file that is already there, once the new one is complete.")
  var overwrite = false

  @Flag(help: "Print the report as JSON (see `cmrdata schema export`).")
  var json = false

  func run() throws {
    do {
      try runExport()
    } catch let error as ExportError where error.code == .stopped {
      Console.note("stopped by \(StopSignals.name ?? "a signal"): \(error)")
      throw ExitStatus.interrupted.exitCode
    }
  }

  private func runExport() throws {
    try refuseOverwritingStore()
    StopSignals.install()
    let target = FilePath(destination)
    var request = ExportRequest(
      try Store.open(FilePath(store)), to: target, format: try format ?? ExportFormat(of: target),
      tool: "cmrdata \(Version.text)")
    request.labels = labels
    request.overwrite = overwrite
    let report = try request.run(shouldStop: { StopSignals.isStopRequested })
    for loss in report.losses { Console.note(loss) }
    if let command = report.importCommand { Console.note("import it again: \(command)") }
    if json {
      try JSONOutput.print(report)
    } else {
      let size = Formatting.bytes(UInt64(try target.stat().size))
      Console.result(
        "\(report.file): \(report.format), \(report.arrays.count) arrays, labels '\(report.labels)', \(size)"
      )
    }
  }

  /// With `--overwrite` the file would take the place of the store that it is made from.
  private func refuseOverwritingStore() throws {
    let (source, target) = (URL(filePath: store), URL(filePath: destination))
    if source.resolvingSymlinksInPath().path == target.resolvingSymlinksInPath().path {
      throw ValidationError(
        "the store '\(store)' cannot be the file to write too; name another file")
    }
  }
}
