internal import CMRArchive
internal import CMRFiles
internal import SystemPackage

extension ImportError {
  static var noInput: ImportError {
    ImportError(
      .unreadableInput, "no input was named", remedy: "name an archive, a folder or files")
  }

  static func cannotOpen(_ path: FilePath, _ errno: Errno) -> ImportError {
    let name = terminalSafe(path.string)
    return errno == .noSuchFileOrDirectory
      ? ImportError(.unreadableInput, "cannot open '\(name)': there is no such file or folder")
      : ImportError(.unreadableInput, "cannot open '\(name)': \(errno)")
  }

  /// A device would never end, and a pipe can be read only once.
  static func notAFile(_ path: FilePath) -> ImportError {
    ImportError(
      .unreadableInput, "'\(terminalSafe(path.string))' is neither a file nor a folder",
      remedy: "an input is read twice: save it as a file first")
  }

  static func cannotList(_ error: FilesError) -> ImportError {
    ImportError(.unreadableInput, error.message, remedy: error.remedy)
  }

  /// A failure of the bytes underneath: of the archive, of the disk.
  static func cannotRead(_ error: ArchiveError, in place: String) -> ImportError {
    let code: Code =
      switch error.code {
      case .missing, .unreadable: .unreadableInput
      case .notArchive: .notAnArchive
      case .truncated, .damaged, .encrypted, .limit, .stale: .damagedMember
      case .unwritable: .destination
      }
    return ImportError(code, error.message, remedy: error.remedy)
  }

  static func nestedTooLong(_ name: String, limit: UInt64, remedy: String) -> ImportError {
    ImportError(
      .damagedMember,
      "'\(name)' cannot be read: the archives inside the input give more than \(limit) bytes in all",
      remedy: remedy)
  }

  static func nestedTooMany(_ name: String, limit: Int, remedy: String) -> ImportError {
    ImportError(
      .damagedMember,
      "'\(name)' cannot be read: the archives inside the input have more than \(limit) members in all",
      remedy: remedy)
  }

  static func tooManyFiles(limit: Int) -> ImportError {
    ImportError(
      .unreadableInput, "the input holds more than \(limit) files",
      remedy: "import only those that hold features, labels and names")
  }

  static func fileNamesTooLong(limit: Int) -> ImportError {
    ImportError(
      .unreadableInput, "the names of the input's files have more than \(limit) bytes in all",
      remedy: "import only the files that hold features, labels and names")
  }

  static func tooManyCopies(_ member: String, limit: Int) -> ImportError {
    ImportError(
      .unreadableInput,
      "'\(member)' is one of more than \(limit) archives, npz and HDF5 files in the input, each of"
        + " which has to stay open",
      remedy: "unpack the input and import the folder")
  }

  static func damagedMember(_ name: String, _ reason: String) -> ImportError {
    ImportError(
      .damagedMember, "'\(name)' cannot be read: \(reason)",
      remedy: "get a good copy, or leave the file out if it is not needed")
  }

  static func memberTwice(_ name: String) -> ImportError {
    ImportError(.duplicate, "'\(name)' stands twice in the input", remedy: "leave one of them out")
  }

  static func variableTwice(_ variable: String, in member: String) -> ImportError {
    ImportError(
      .duplicate, "the variable '\(variable)' stands twice in '\(member)'",
      remedy: "get a good copy of the source")
  }

  static func inputChanged(_ path: FilePath) -> ImportError {
    ImportError(
      .inputChanged, "'\(terminalSafe(path.string))' changed while it was being imported",
      remedy: "import it again when nothing writes to it")
  }

  static func changedBetweenPasses(_ member: String, variable: String) -> ImportError {
    ImportError(
      .inputChanged, "'\(variable)' of '\(member)' changed while it was being imported",
      remedy: "import it again when nothing writes to it")
  }
}
