import FoundationEssentials
import SystemPackage

/// The names in a folder, hidden ones too, sorted.
enum FolderNames {
  static func of(_ path: FilePath) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
  }
}
