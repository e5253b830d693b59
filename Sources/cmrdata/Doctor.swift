import ArgumentParser
import CMRArchive
import CMRCommand
import CMRDense
import CMRImport

/// Says what keeps foreign files from doing harm on this machine, and with what libraries it works.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what keeps foreign files from doing harm here, and which libraries work.",
    discussion: """
      HDF5 files and MAT files of version 7.3 are read by a process of their own. It is started here, tries what it must \
      not, and reports; exits with \(ExitStatus.negative.rawValue) if it could do any of it.
      """)

  @Flag(help: "Print JSON (see `cmrdata schema doctor`).")
  var json = false

  func run() throws {
    let report = DoctorReport(confinement: try HDF5Confinement.report())
    if json { try JSONOutput.print(report) } else { Console.result(report.text) }
    if !report.confined { throw ExitStatus.negative.exitCode }
  }
}

/// What `doctor` prints, as JSON or as text.
struct DoctorReport: Encodable {
  let version: String
  let libraries: Libraries
  /// Whether nothing worked that must not.
  let confined: Bool
  let hdf5Process: ConfinementReport

  struct Libraries: Encodable {
    let hdf5: String
    let libarchive: String
    let openblas: String
  }

  init(confinement: ConfinementReport) {
    version = Version.text
    libraries = Libraries(
      hdf5: confinement.library, libarchive: ArchiveLibrary.version,
      openblas: BLASLibrary.configuration)
    confined = confinement.permitted.isEmpty
    hdf5Process = confinement
  }

  /// The report for a person.
  var text: String {
    let process = hdf5Process
    let room = Formatting.bytes(UInt64(process.addressSpace))
    let calls =
      process.filtersSystemCalls
      ? "all but a few refused (seccomp)" : "not filtered: no seccomp here"
    var lines = [
      "cmrdata \(version)",
      "HDF5 \(libraries.hdf5), libarchive \(libraries.libarchive), \(libraries.openblas)", "",
      "the process that reads foreign HDF5 files:",
      "  limits: \(room) of addresses, \(process.processorSeconds) s of processor time per block",
      "  system calls: \(calls)",
      "  refused: \(process.refused.joined(separator: ", "))",
    ]
    if !confined { lines.append("  NOT refused: \(process.permitted.joined(separator: ", "))") }
    return lines.joined(separator: "\n")
  }
}
