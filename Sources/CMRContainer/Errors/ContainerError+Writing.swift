import CMRHDF5
import SystemPackage

extension ContainerError {
  /// A failure of HDF5 while writing: its text names the temporary, which means nothing to the
  /// user.
  init(_ error: HDF5Error, writing target: FilePath) {
    let cause = ContainerError(error)
    switch error.code {
    case .full: self = .diskFull(target)
    default:
      self.init(
        code: cause.code, message: "cannot write '\(target)': \(error.message)",
        remedy: error.remedy)
    }
  }

  static func diskFull(_ target: FilePath) -> ContainerError {
    ContainerError(
      code: .diskFull, message: "cannot write '\(target)': the disk is full",
      remedy: "what was there before is untouched, free some space and try again")
  }

  static func heldByAnother(_ path: FilePath) -> ContainerError {
    ContainerError(
      code: .held, message: "another process is adding to '\(path)'",
      remedy: "wait until it is done")
  }

  static func damagedWhileWriting(_ damage: Damage, _ target: FilePath) -> ContainerError {
    ContainerError(
      code: .damaged,
      message:
        "what was written for '\(target)' reads back damaged: \(damage)",
      remedy: "check the disk; what was there before is untouched")
  }

  static func digestChanged(_ target: FilePath, written: String, read: String?) -> ContainerError {
    ContainerError(
      code: .damaged,
      message:
        "what was written for '\(target)' has SHA-256 \(written), what was read back \(read ?? "none")",
      remedy: "check the disk; what was there before is untouched")
  }

  static func unencodable(_ path: ElementPath, _ why: String) -> ContainerError {
    ContainerError(
      code: .invalidInput, message: "the value for '\(path)' has no JSON text: \(why)")
  }

  static func badShape(_ shape: [Int], at path: ElementPath) -> ContainerError {
    ContainerError(code: .invalidInput, message: "'\(path)' cannot have the shape \(shape)")
  }

  static func unsafeName(_ name: String, in path: String) -> ContainerError {
    ContainerError(
      code: .invalidInput, message: "'\(name)' in '\(path)' cannot name an element",
      remedy:
        "use 1 to 200 ASCII letters, digits and . _ + - with a letter or digit first")
  }

  static func exists(_ path: ElementPath, in file: String) -> ContainerError {
    ContainerError(code: .exists, message: "'\(file)' has an element '\(path)' already")
  }

  static func parentIsDataset(_ parent: ElementPath, of path: ElementPath, in file: String)
    -> ContainerError
  {
    ContainerError(
      code: .invalidInput,
      message: "'\(path)' cannot be added to '\(file)': '\(parent)' is not a group")
  }

  static func wrongCount(_ count: Int, shape: [Int], at path: ElementPath) -> ContainerError {
    ContainerError(
      code: .invalidInput,
      message: "\(count) elements were given for '\(path)' of shape \(shape)")
  }

  static func badAttribute(_ name: String, at path: ElementPath, _ why: String) -> ContainerError {
    ContainerError(
      code: .invalidInput, message: "attribute '\(name)' of '\(path)' cannot be written: \(why)")
  }

  static func textWithNUL(_ path: ElementPath, index: Int) -> ContainerError {
    ContainerError(
      code: .invalidInput, message: "text \(index) of '\(path)' holds a NUL character")
  }

  static func textTooLong(_ path: ElementPath, bytes: Int, limit: Int) -> ContainerError {
    ContainerError(
      code: .invalidInput,
      message: "a text of '\(path)' has \(bytes) bytes, more than \(limit)",
      remedy: "keep long texts as JSON documents")
  }

  static func wrongRowCount(_ elements: Int, columns: Int, at path: ElementPath) -> ContainerError {
    ContainerError(
      code: .invalidInput,
      message:
        "\(elements) elements were appended to '\(path)', not a multiple of its \(columns) columns")
  }

  static func tooManyRows(_ rows: Int, of wanted: Int, at path: ElementPath) -> ContainerError {
    ContainerError(
      code: .invalidInput,
      message: "row \(rows) was appended to '\(path)', which is to have \(wanted) rows")
  }

  static func unfinishedRows(_ rows: Int, of wanted: Int, at path: ElementPath) -> ContainerError {
    ContainerError(
      code: .invalidInput, message: "'\(path)' got \(rows) of its \(wanted) rows")
  }

  static func unfinishedMatrix(_ path: ElementPath) -> ContainerError {
    ContainerError(
      code: .invalidInput, message: "the rows of '\(path)' were never finished")
  }
}
