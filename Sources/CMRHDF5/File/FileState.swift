import Synchronization

/// What everything opened from one file shares: its name for error texts, the policy, and the first
/// failed write.
final class FileState: Sendable {
  /// The path, or the name that was given to an image in memory.
  let name: String
  let policy: OpenPolicy
  let isWritable: Bool
  /// The file's size, against which the sizes it claims are checked; without bound while the file
  /// is written.
  let byteCount: Int

  private let failure = Mutex<HDF5Error?>(nil)

  init(name: String, policy: OpenPolicy, isWritable: Bool, byteCount: Int) {
    self.name = name
    self.policy = policy
    self.isWritable = isWritable
    self.byteCount = byteCount
  }

  var quotedName: String { "'\(name)'" }

  /// The object at `path` for error texts: "'/train/image' of 'x.h5'".
  func place(_ path: String) -> String { "'\(path)' of '\(name)'" }

  /// Remembers the first failure that may have lost bytes; a file that is only read has none to
  /// lose.
  func record(_ error: HDF5Error) {
    guard isWritable else { return }
    failure.withLock { first in first = first ?? error }
  }

  /// Runs `write` and remembers its failure.
  @discardableResult
  func recording<Value: ~Copyable>(_ write: () throws(HDF5Error) -> Value) throws(HDF5Error)
    -> Value
  {
    do {
      return try write()
    } catch {
      record(error)
      throw error
    }
  }

  /// The first failure that may have lost bytes.
  var firstFailure: HDF5Error? { failure.withLock { $0 } }
}
