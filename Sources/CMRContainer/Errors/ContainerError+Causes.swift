import CMRFiles
import CMRHDF5

extension ContainerError {
  /// A failure of the file system.
  init(_ error: FilesError) {
    let code: Code =
      switch error.code {
      case .missingFile: .missingFile
      case .missingFolder, .notAFolder, .isAFolder: .missingFolder
      case .denied, .readOnlyFileSystem: .denied
      case .diskFull: .diskFull
      case .held: .held
      case .invalidInput: .invalidInput
      case .other: .other
      }
    self.init(code: code, message: error.message, remedy: error.remedy)
  }

  /// A failure of HDF5 while writing or opening.
  init(_ error: HDF5Error) {
    let code: Code =
      switch error.code {
      case .notHDF5: .notHDF5
      case .missing: .missingElement
      case .exists: .exists
      case .denied: .denied
      case .full: .diskFull
      case .damaged, .refused: .damaged
      case .mismatch: .wrongElement
      case .other: .other
      }
    self.init(code: code, message: error.message, remedy: error.remedy)
  }
}

/// Runs `body`, whose HDF5 errors become ours as `convert` says.
func translating<Value: ~Copyable>(
  _ convert: (HDF5Error) -> ContainerError = { ContainerError($0) },
  _ body: () throws(HDF5Error) -> Value
) throws(ContainerError) -> Value {
  do throws(HDF5Error) { return try body() } catch { throw convert(error) }
}

/// Runs `body`, whose file errors become ours.
func translatingFiles<Value: ~Copyable>(_ body: () throws(FilesError) -> Value)
  throws(ContainerError) -> Value
{
  do throws(FilesError) { return try body() } catch { throw ContainerError(error) }
}
