import ArgumentParser
import CMRImport

/// The confined process that `cmrdata import` starts for each HDF5 file; nothing for people.
struct ReadHDF5: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: ConfinedHDF5Server.subcommand,
    abstract: "Answer questions about the HDF5 file that is open as descriptor 3.",
    shouldDisplay: false)

  @Argument(help: "What errors call the file.")
  var name: String

  func run() { ConfinedHDF5Server.run(name: name) }
}
