import ArgumentParser
import CMRCommand

/// `cmrdata`: from benchmark archives to stores with clean and noisy labels.
@main
struct CMRData: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "cmrdata",
    abstract: "Import cross-modal retrieval benchmarks into stores; inject label noise; verify.",
    discussion: """
      Results go to standard output, decisions and progress to standard error.

      \(ExitStatus.table)
      """,
    version: Version.text,
    subcommands: [
      ImportCommand.self, InjectNoise.self, ImportNoise.self, SplitCommand.self, ExportCommand.self,
      Info.self, Verify.self, Doctor.self, PrintSchema.self, Sample.self, ReadHDF5.self,
    ])

  static func main() { runAsRoot() }
}
