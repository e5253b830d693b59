import CMRCHDF5

/// An open HDF5 file.
///
/// ```swift
/// let file = try File.create("x.h5")
/// try file.root().write([1, 2, 3] as [Int32], as: "numbers")
/// try file.close()
/// ```
///
/// A file that was written must end with ``close()``, which throws if any byte did not reach the
/// operating system, even if that showed only when a dataset died earlier. A file that was read may
/// just die. Files, groups, datasets and attributes may be used from several threads; one lock for
/// the whole process lets one call through at a time.
public struct File: ~Copyable, Sendable {
  let handle: Handle
  let state: FileState

  /// The file's path, or the name that was given to an image in memory.
  public var name: String { state.name }

  /// The group that everything else lies in.
  public func root() throws(HDF5Error) -> Group {
    let handle = try Handle(.group, of: state, "open the root group of \(state.quotedName)") {
      unsafe H5Gopen2(self.handle.id, "/", H5.defaults)
    }
    return Group(handle: handle, location: Location(file: state, path: "/"))
  }

  /// Hands everything written so far to the operating system.
  public func flush() throws(HDF5Error) {
    try state.recording { () throws(HDF5Error) -> Void in
      try H5.call("flush \(state.quotedName)") { H5Fflush(handle.id, H5F_SCOPE_GLOBAL) }
    }
  }

  /// Closes the file; throws if anything written to it since it was opened may be lost.
  ///
  /// Every group, dataset and attribute of the file must be gone by then, since the library keeps a
  /// file open under them.
  public consuming func close() throws(HDF5Error) {
    let state = self.state
    if state.isWritable {
      try flush()
      let id = handle.id
      let open = try H5.call("count the open objects of \(state.quotedName)") {
        H5Fget_obj_count(id, Self.everyObject)
      }
      guard open <= 1 else { throw .stillOpen(objects: open - 1, in: state) }
    }
    try handle.close("close \(state.quotedName)")
    if let failure = state.firstFailure { throw failure }
  }

  /// `H5F_OBJ_ALL | H5F_OBJ_LOCAL`: objects of every kind opened through this very identifier.
  private static let everyObject: UInt32 = 0x1f | 0x20
}
