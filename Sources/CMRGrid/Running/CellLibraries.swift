import CMRContainer
import CMRTraining
import FoundationEssentials
import SystemPackage

/// The shared libraries that a grid's plug-ins come from.
struct CellLibraries: Sendable {
  /// Where they lie.
  let paths: [FilePath]

  /// What the process of `cell` must load; none where the method is the program's own.
  ///
  /// Throws where the library is no longer the one that the cell's identity names: its result would
  /// be filed as that of another.
  func needed(by cell: ResolvedCell) throws -> [FilePath] {
    guard let origin = cell.origin else { return [] }
    guard paths.contains(where: { fileDigest($0) == origin.sha256 }) else {
      throw GridError.libraryReplaced(paths, method: cell.plan.method.name, wanted: origin.sha256)
    }
    return paths
  }
}

/// The SHA-256 of the file at `path`; that of no bytes where it cannot be read.
func fileDigest(_ path: FilePath) -> String {
  var digest = RunningDigest()
  let bytes = FileManager.default.contents(atPath: path.string) ?? Data()
  unsafe bytes.withUnsafeBytes { unsafe digest.update($0.bytes) }
  return digest.hexadecimal
}

extension GridError {
  static func libraryReplaced(_ paths: [FilePath], method: String, wanted: String) -> Self {
    let found = paths.map { "'\($0)' is \(fileDigest($0).prefix(12))" }.joined(separator: ", ")
    return Self(
      code: .cannotStart,
      message: "the library of the method '\(method)' was replaced while the grid ran: it was "
        + "\(wanted.prefix(12)), \(found)",
      remedy: "the same command computes the cells of that method with the new one")
  }
}
