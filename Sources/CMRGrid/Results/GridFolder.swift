import CMRFiles
import CMRJSON
import CMRTraining
import FoundationEssentials
public import SystemPackage

/// The folder of a grid: `plan.json`, `cells.json`, a folder per cell, `results.csv` and
/// `results.h5`.
public struct GridFolder: Sendable, Hashable {
  /// Where the folder is.
  public let path: FilePath

  /// The folder at `path`, whether or not it exists.
  public init(_ path: FilePath) { self.path = path }

  /// The plan as it was written, of the newest call.
  public var planPath: FilePath { path.appending("plan.json") }
  /// Which cells that plan has.
  public var indexPath: FilePath { path.appending("cells.json") }
  /// The results as a table of text.
  public var csvPath: FilePath { path.appending("results.csv") }
  /// The results as a sealed file.
  public var hdf5Path: FilePath { path.appending("results.h5") }

  func cell(_ folder: String) -> CellFolder {
    CellFolder(path: path.appending("cells").pushing(FilePath(folder)))
  }
}

/// The folder of one cell.
struct CellFolder: Sendable, Hashable {
  let path: FilePath

  /// The fit plan that its process is given.
  var planPath: FilePath { path.appending("plan.json") }
  /// The run.
  var run: RunFolder { RunFolder(path.appending("run")) }
  /// What the process printed: the report on the fit.
  var reportPath: FilePath { path.appending("report.json") }
  /// What the process said.
  var logPath: FilePath { path.appending("log.txt") }
  /// The record of a finished cell.
  var recordPath: FilePath { path.appending("record.json") }
  /// Why the newest attempt failed; absent when it did not.
  var failurePath: FilePath { path.appending("failure.txt") }

  /// The record; nil where the cell is not finished.
  func record() throws(GridError) -> CellRecord? {
    try readJSON(recordPath, version: ("recordVersion", CellRecord.currentVersion))
  }

  /// Why the newest attempt failed.
  func failure() -> String? {
    FileManager.default.contents(atPath: failurePath.string)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Removes the file or folder at `path`, if it is there.
  func remove(_ path: FilePath) {
    try? FileManager.default.removeItem(atPath: path.string)
  }
}

extension GridFolder {
  /// The right to compute in the folder, which is made if it is missing.
  ///
  /// Throws a ``GridError`` where something else than a grid lies there, and a `FilesError` with
  /// code `held` where another process computes.
  func prepare() throws -> FolderLock {
    try makeFolder(path)
    let lock = try FolderLock.take(path, purpose: "computed")
    let manager = FileManager.default
    if !manager.fileExists(atPath: indexPath.string) {
      let names = try manager.contentsOfDirectory(atPath: path.string)
        .filter { !$0.hasPrefix(".") && $0 != "plan.json" }
      if let name = names.sorted().first { throw GridError.foreignFolder(path, holding: name) }
    }
    return lock
  }

  /// The cells of the newest plan.
  func index() throws(GridError) -> CellIndex {
    let index: CellIndex? = try readJSON(
      indexPath, version: ("indexVersion", CellIndex.currentVersion))
    guard let index else { throw .notAGrid(path) }
    return index
  }
}

/// The document that this program wrote to `path`, of a version that it knows; nil where none is
/// there.
private func readJSON<Value: Decodable>(
  _ path: FilePath, version: (key: String, newest: Int)
) throws(GridError) -> Value? {
  guard let data = FileManager.default.contents(atPath: path.string) else { return nil }
  let document: JSONValue
  do {
    document = try JSONValue(parsing: String(decoding: data, as: UTF8.self))
  } catch {
    throw .damagedRecord(path, "\(error.line):\(error.column): \(error.problem)")
  }
  if let found = document[version.key]?.wholeNumber, found > version.newest {
    throw .newerRecord(path, found, newest: version.newest)
  }
  do {
    return try document.decoded()
  } catch {
    throw .damagedRecord(path, "\(error)")
  }
}

/// Lets `text` appear at `path` whole, or not at all.
func publish(_ text: String, at path: FilePath) throws(FilesError) {
  let pending = try PendingFile.create(for: path)
  let bytes = Array(text.utf8)
  unsafe try pending.write(bytes.span.bytes)
  try pending.publish()
}

/// Lets the JSON of `value` appear at `path`.
func publish(_ value: some Encodable, asJSONAt path: FilePath) throws {
  try publish(JSONValue(encoding: value).text(indented: true) + "\n", at: path)
}

extension GridError {
  static func foreignFolder(_ path: FilePath, holding name: String) -> Self {
    Self(
      code: .otherFolder, message: "'\(path)' holds no grid, and something else: '\(name)'",
      remedy: "name a new or an empty folder")
  }

  static func notAGrid(_ path: FilePath) -> Self {
    Self(
      code: .otherFolder, message: "'\(path)' holds no grid: there is no 'cells.json' in it",
      remedy: "name the folder of a grid")
  }

  static func newerRecord(_ path: FilePath, _ version: Int128, newest: Int) -> Self {
    Self(
      code: .damagedRecord,
      message: "'\(path)' has version \(version), this program reads version \(newest)",
      remedy: "use a newer program")
  }

  static func damagedRecord(_ path: FilePath, _ reason: String) -> Self {
    Self(
      code: .damagedRecord, message: "'\(path)' is not as it was written: \(reason)",
      remedy: "remove it; 'grid' with the same plan makes it anew")
  }
}
