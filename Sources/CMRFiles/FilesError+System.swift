package import SystemPackage

extension FilesError {
  /// What was being done when the system said no; the raw value completes "cannot … 'PATH'".
  package enum Operation: String {
    case create, open, list, read, write, flush, publish, lock, copy, remove, truncate
    case measure = "measure the space at"

    /// Whether the operation makes a new name in a folder, so that the folder is to blame when it
    /// is refused.
    var namesAFile: Bool { self == .create || self == .publish }
  }

  /// The error for a system call that failed with `errno` while doing `operation` to `path`.
  package static func failed(_ operation: Operation, _ path: FilePath, _ errno: Errno) -> FilesError
  {
    let (code, reason, remedy) = explain(errno, operation, path)
    return FilesError(
      code: code, message: "cannot \(operation.rawValue) '\(path)': \(reason)", remedy: remedy)
  }

  /// The error for a device, pipe or socket: renaming over it would destroy it, and reading it may
  /// never end.
  static func notRegular(_ operation: Operation, _ path: FilePath) -> FilesError {
    FilesError(
      code: .other,
      message: "cannot \(operation.rawValue) '\(path)': what is there is not a regular file",
      remedy: "name a file")
  }

  private static func explain(_ errno: Errno, _ operation: Operation, _ path: FilePath)
    -> (Code, reason: String, remedy: String?)
  {
    let folder = path.folder
    switch errno {
    case .noSuchFileOrDirectory where operation.namesAFile:
      return (
        .missingFolder, "the folder '\(folder)' does not exist",
        "create it or choose another place"
      )
    case .noSuchFileOrDirectory: return (.missingFile, "there is no such file", nil)
    case .notDirectory:
      return (.notAFolder, "'\(folder)' is not a folder", "choose another place")
    case .isDirectory: return (.isAFolder, "it is a folder", "name a file")
    case .permissionDenied, .notPermitted:
      return operation.namesAFile
        ? (
          .denied, "this user may not write in the folder '\(folder)'",
          "change its permissions or choose another place"
        ) : (.denied, "this user lacks the permission", "change its permissions")
    case .readOnlyFileSystem:
      return (.readOnlyFileSystem, "the file system is read-only", "choose another place")
    case .noSpace: return full("the disk is full")
    case Errno(rawValue: edquot): return full("the disk quota is used up")
    case .fileTooLarge: return full("it would exceed the largest file size allowed here")
    default: return (.other, errno.description, nil)
    }
  }

  private static func full(_ reason: String) -> (Code, reason: String, remedy: String?) {
    (.diskFull, reason, "what was there before is untouched, free some space and try again")
  }

  /// EDQUOT, which swift-system does not name.
  private static var edquot: CInt { 122 }
}

extension FilePath {
  /// The folder that holds this path; "." for a bare name.
  package var folder: FilePath {
    let parent = removingLastComponent()
    return parent.isEmpty ? "." : parent
  }
}

/// Runs calls of swift-system, whose only error is `Errno`, and turns that into ours.
package func attempting<Result: ~Copyable>(
  _ operation: FilesError.Operation, _ path: FilePath, _ body: () throws -> Result
) throws(FilesError) -> Result {
  do {
    return try body()
  } catch {
    throw .failed(operation, path, error as? Errno ?? .ioError)
  }
}
