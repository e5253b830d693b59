public import ArgumentParser
import CMRCommand
import CMRInjection
public import CMRImport
import CMRStore
import SystemPackage

/// Adds label sets that other projects published.
struct ImportNoise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-noise",
    abstract: "Add a label set from noise files of another project.",
    discussion: """
      What a file is shows in its contents. It is held against the clean labels: files of other rows or classes, or of \
      the same rows in another order, are refused. The report says how many labels are wrong, and how they were made.

      FILES:
      \(NoiseFileFormat.allCases.map { "  \($0.summary)" }.joined(separator: "\n"))
      """)

  @Argument(help: "The store.", completion: .file(extensions: ["h5"]))
  var store: String

  @Argument(
    help: "A file with the labels of all modalities, or one file for each.", completion: .file())
  var files: [String]

  @Option(help: "The label set's name; without it, that of the first file.")
  var name: String?

  @Option(
    parsing: .upToNextOption,
    help: "The modality of each list of labels, in the order of files and of lists within.")
  var modality: [String] = []

  @Option(help: "The clean labels.")
  var labels = LabelSet.cleanName

  @Option(help: "The split whose labels these are; all others stay clean.")
  var split = NoiseSource.customarySplit

  @Option(
    help: "What rows without a class of the store get: no class (empty), or their clean one.")
  var classless = NoiseImportRequest.Classless.empty

  @Flag(help: "Say what would be done, and write nothing.")
  var dryRun = false

  @Flag(help: "Print the record as JSON (see `cmrdata schema import-noise`).")
  var json = false

  func run() throws {
    var request = NoiseImportRequest(
      files.map { FilePath($0) }, for: FilePath(store), tool: "cmrdata \(Version.text)")
    request.name = name
    request.modalities = modality
    request.labels = labels
    request.split = split
    request.classless = classless
    let (set, record) = try request.read()
    let outcome =
      dryRun ? nil : try StoreEditing.addLabelSets([set], to: FilePath(store)).first
    let report = NoiseReport(record: record, outcome: outcome)
    for line in report.lines { if json { Console.note(line) } else { Console.result(line) } }
    if json { try JSONOutput.print(record) }
  }
}

extension NoiseImportRequest.Classless: ExpressibleByArgument {}
