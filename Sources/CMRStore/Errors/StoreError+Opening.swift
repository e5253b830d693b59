import CMRContainer
import SystemPackage

extension StoreError {
  /// A failure of the file underneath.
  init(_ error: ContainerError) {
    let code: Code =
      switch error.code {
      case .missingFile: .missingFile
      case .notHDF5, .notAContainer, .wrongKind: .notAStore
      case .newerVersion: .newerVersion
      case .damaged, .missingElement, .wrongElement: .damaged
      case .invalidInput: .badName
      case .exists: .exists
      case .diskFull: .diskFull
      case .missingFolder: .missingFolder
      case .denied: .denied
      case .held: .held
      case .other: .other
      }
    self.init(code: code, message: error.message, remedy: error.remedy)
  }

  /// A failure to open `file`, with what a user can do to get a store.
  init(_ error: ContainerError, opening file: FilePath) {
    switch error.code {
    case .notHDF5: self = .notAStore(file, "it is not an HDF5 file")
    case .notAContainer: self = .notAStore(file, "it is an HDF5 file of another origin")
    default: self.init(error)
    }
  }

  private static func notAStore(_ file: FilePath, _ why: String) -> StoreError {
    StoreError(
      code: .notAStore, message: "'\(file)' is not a store: \(why)",
      remedy: "make a store of it with 'cmrdata import'")
  }

  static func lacks(_ what: String, in file: String) -> StoreError {
    StoreError(code: .incomplete, message: "the store '\(file)' has no \(what)")
  }

  static func malformed(_ element: String, in file: String, _ why: String) -> StoreError {
    StoreError(
      code: .damaged, message: "'/\(element)' of the store '\(file)' is malformed: \(why)",
      remedy: "import the store anew")
  }
}

/// Runs `body`, whose container errors become ours.
func translating<Value: ~Copyable>(_ body: () throws(ContainerError) -> Value)
  throws(StoreError) -> Value
{
  do throws(ContainerError) { return try body() } catch { throw StoreError(error) }
}
