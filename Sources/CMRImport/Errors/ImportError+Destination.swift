internal import CMRArchive
internal import CMRFiles
internal import CMRStore
internal import SystemPackage

extension ImportError {
  static func exists(_ path: FilePath) -> ImportError {
    ImportError(
      .destination, "'\(terminalSafe(path.string))' already exists",
      remedy: "choose another name or say --overwrite")
  }

  static func cannotWrite(_ error: FilesError) -> ImportError {
    ImportError(.destination, error.message, remedy: error.remedy)
  }

  static func cannotWrite(_ error: StoreError) -> ImportError {
    ImportError(.destination, error.message, remedy: error.remedy)
  }

  static func scratchFailed(_ error: any Error) -> ImportError {
    let reason =
      (error as? Errno) == .noSpace
      ? "the disk is full" : "\((error as? Errno)?.description ?? "\(error)")"
    return ImportError(
      .destination,
      "cannot keep features in the destination's folder for the time of the import: \(reason)",
      remedy: (error as? Errno) == .noSpace ? "free some space and try again" : nil)
  }

  static var stopped: ImportError {
    ImportError(.stopped, "the import was stopped; nothing was written")
  }
}
