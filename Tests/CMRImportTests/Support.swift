import CMRArchive
import CMRContainer
import CMRImport
import CMRStore
import CMRTestSupport
import FoundationEssentials
import SystemPackage
import Testing

/// A store with what a test compares, all in memory.
struct Imported {
  let report: ImportReport
  let store: Store
  var summary: ImportSummary { report.summary }

  /// All features of a modality, row after row.
  func features(_ modality: String) throws -> [Float] {
    let features = try store.modality(modality).features
    return try features.elements(ofRows: 0..<features.rows)
  }

  /// The clean class of every row of a modality.
  func classes(_ modality: String = "image") throws -> [Int32] {
    try store.labels("clean").classIndices(for: modality)
  }

  func rows(_ split: String) throws -> [Int] { try store.rows(of: split, modality: "image") }
}

/// A request whose HDF5 files are read by the built `cmrdata`: the program that runs tests has no such subcommand.
func testRequest(_ inputs: [FilePath], to destination: FilePath) throws -> ImportRequest {
  var request = ImportRequest(inputs, to: destination, tool: "test 1")
  request.hdf5Reader = try Tool.builtPath("cmrdata")
  return request
}

/// Imports `inputs` to `destination` and opens the store.
func importSet(
  _ inputs: [FilePath], to destination: FilePath, _ adjust: (inout ImportRequest) -> Void = { _ in }
) throws -> Imported {
  var request = try testRequest(inputs, to: destination)
  adjust(&request)
  let report = try request.plan().run()
  return Imported(report: report, store: try Store.open(destination))
}

/// The error that planning and running an import throws.
func importError(
  _ inputs: [FilePath], to destination: FilePath, _ adjust: (inout ImportRequest) -> Void = { _ in }
) -> ImportError? {
  #expect(throws: ImportError.self) {
    var request = try testRequest(inputs, to: destination)
    adjust(&request)
    _ = try request.plan().run()
  }
}

extension TemporaryFolder {
  /// Writes `bytes` to a file called `name`, making the folders on the way.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> FilePath {
    let path = self(name)
    try FileManager.default.createDirectory(
      atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path.string))
    return path
  }

  /// Writes a text.
  @discardableResult
  func write(_ text: String, to name: String) throws -> FilePath {
    try write(Array(text.utf8), to: name)
  }

  /// Makes a folder that holds copies of `files` of the shared data, and returns its path.
  func copyShared(_ folder: String, _ files: [String], to name: String) throws -> FilePath {
    try FileManager.default.createDirectory(
      atPath: self(name).string, withIntermediateDirectories: true)
    for file in files {
      try FileManager.default.copyItem(
        atPath: SharedData.path("data/\(folder)/\(file)").string,
        toPath: self(name).appending(file).string)
    }
    return self(name)
  }
}

/// A way to pack a folder, by a program that has nothing to do with our reader.
enum Packing: String, CaseIterable, Sendable {
  case gzip = "tar.gz"
  case bzip2 = "tar.bz2"
  case xz = "tar.xz"
  case zstd = "tar.zst"
  case zip
  case sevenZip = "7z"

  /// The program and its arguments that pack everything in the working folder to `target`.
  private func command(_ target: FilePath) -> (program: String, arguments: [String]) {
    switch self {
    case .gzip: ("tar", ["-czf", target.string, "."])
    case .bzip2: ("tar", ["-cjf", target.string, "."])
    case .xz: ("tar", ["-cJf", target.string, "."])
    case .zstd: ("tar", ["--zstd", "-cf", target.string, "."])
    case .zip: ("zip", ["-qr", target.string, "."])
    case .sevenZip: ("7z", ["a", "-bd", target.string, "."])
    }
  }

  /// Packs `folder`; nil where the program is not installed or cannot write this kind.
  func pack(_ folder: FilePath, to target: FilePath) async throws -> FilePath? {
    let command = command(target)
    guard let tool = Tool.installed(command.program) else { return nil }
    let result = try await tool.run(command.arguments, in: folder)
    return result.status == 0 ? target : nil
  }
}
