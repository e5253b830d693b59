import ArgumentParser
import CMRCSample
import CMRCommand
import CMRFiles
import SystemPackage

/// Writes the sample archive that this binary carries.
struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write the bundled sample archive: openclipart11, in the layout of DSCMR.",
    discussion: """
      2,714 pictures with their titles and keywords in 11 classes, public domain. The archive's README.txt says where \
      everything comes from.
      """)

  @Option(name: .shortAndLong, help: "Where to write it.", completion: .file())
  var output = "openclipart11.tar.gz"

  @Flag(help: "Replace a file that is already there.")
  var overwrite = false

  func run() throws {
    let target = FilePath(output)
    try ExistingFile.refuse(target, unless: overwrite)
    let file = try PendingFile.create(for: target)
    // SAFETY: the two symbols enclose constant data of the binary.
    let bytes = unsafe UnsafeRawBufferPointer(start: cmr_sample_bytes(), count: cmr_sample_count())
    try file.write(unsafe bytes.bytes)
    try file.publish()
    Console.note("wrote '\(target)', \(Formatting.bytes(UInt64(bytes.count)))")
  }
}
