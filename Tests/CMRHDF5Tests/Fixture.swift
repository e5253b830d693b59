import CMRHDF5
import FoundationEssentials
import SystemPackage
import Testing

/// A small file that h5py made, the independent implementation; the stretches between its runs of
/// zeros.
struct Fixture: Sendable, CustomTestStringConvertible {
  let byteCount: Int
  let segments: [(offset: Int, base64: String)]

  var testDescription: String { "file of \(byteCount) bytes" }

  var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for (offset, base64) in segments {
      guard let data = Data(base64Encoded: base64) else { continue }
      for (index, byte) in data.enumerated() { bytes[offset + index] = byte }
    }
    return bytes
  }

  /// Opens the file from memory under the name "made.h5".
  func open(policy: OpenPolicy = .untrusted) throws -> File {
    try File.open(image: bytes.span, named: "made.h5", policy: policy)
  }

  func write(to path: FilePath) throws { try CMRHDF5Tests.write(bytes, to: path) }
}

/// All bytes of the file at `path`.
func contents(of path: FilePath) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: path.string)))
}

func write(_ bytes: [UInt8], to path: FilePath) throws {
  try Data(bytes).write(to: URL(filePath: path.string))
}

/// The text of the error that `body` throws; "nothing was thrown" if it throws none.
func errorText(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "nothing was thrown"
  } catch {
    return "\(error)"
  }
}

/// The code of the error that `body` throws.
func errorCode(_ body: () throws -> Void) -> HDF5Error.Code? {
  do {
    try body()
    return nil
  } catch let error as HDF5Error {
    return error.code
  } catch {
    return nil
  }
}

/// What closing `file` throws.
func closingError(of file: consuming File) -> HDF5Error? {
  do {
    try file.close()
    return nil
  } catch {
    return error
  }
}
