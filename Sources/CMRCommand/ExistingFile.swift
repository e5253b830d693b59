import FoundationEssentials
public import SystemPackage

/// What lies where a command wants to write.
public enum ExistingFile {
  /// Throws if something lies at `path` and the user has not said `--overwrite`.
  public static func refuse(_ path: FilePath, unless overwrite: Bool) throws {
    guard !overwrite, FileManager.default.fileExists(atPath: path.string) else { return }
    throw ExistingFileError(path: path)
  }
}

/// Something lies where a command would write.
struct ExistingFileError: Error, CustomStringConvertible {
  let path: FilePath

  var description: String {
    "'\(path)' already exists; choose another name or say --overwrite"
  }
}
