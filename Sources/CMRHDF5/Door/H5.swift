import CMRCHDF5
import Glibc
import Synchronization

/// The one door to libhdf5: every C call of this module goes through here.
///
/// A call holds one process-wide lock, because the library is safe for threads only as a whole and
/// keeps one error stack per thread. The lock is not recursive: a body makes exactly one library
/// call, and no ``Handle`` may die in it.
enum H5 {
  private static let door = Mutex<FailureTable?>(nil)

  /// Runs `body`, one library call that reports failure by a negative number, and throws what the
  /// library says.
  ///
  /// `action` completes "cannot …" in the error's text, for example "open 'x.h5'".
  @discardableResult
  static func call<Status: SignedInteger & Sendable>(
    _ action: @autoclosure () -> String, _ body: () -> Status
  ) throws(HDF5Error) -> Status {
    try call(action(), failsIf: { $0 < 0 }, body)
  }

  /// Runs `body`, one library call whose result `failsIf` tells from a success.
  static func call<Value: Sendable>(
    _ action: @autoclosure () -> String, failsIf: (Value) -> Bool, _ body: () -> Value
  ) throws(HDF5Error) -> Value {
    let outcome = door.withLock { table -> Outcome<Value> in
      let failures = table ?? setUp()
      table = failures
      // Automatic printing belongs to the thread's own error stack, so it is switched off on
      // whichever thread this is.
      H5Eset_auto2(errorStack, nil, nil)
      let value = body()
      return failsIf(value) ? .failed(failures.drain()) : .done(value)
    }
    switch outcome {
    case .done(let value): return value
    case .failed(let stack): throw HDF5Error(failedTo: action(), stack)
    }
  }

  /// The identifier of the calling thread's error stack, `H5E_DEFAULT`.
  static let errorStack: hid_t = 0

  /// The default property list, `H5P_DEFAULT`.
  static let defaults: hid_t = 0

  private enum Outcome<Value: Sendable>: Sendable {
    case done(Value)
    case failed(ErrorStack)
  }

  /// Prepares the library; runs once, under the lock, before the first call.
  private static func setUp() -> FailureTable {
    // Published files are never modified in place, so HDF5's own locks would only bring the
    // troubles of NFS.
    unsafe setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1)
    // At exit the library would walk what other threads left behind and print "infinite loop
    // closing library".
    H5dont_atexit()
    H5open()
    // A file can name any filter; nothing a file names may be loaded as code.
    H5PLset_loading_state(0)
    return FailureTable()
  }
}
