import CMRCHDF5
public import SystemPackage

extension File {
  /// What happens to a file that is there already.
  public enum Existing: Hashable, Sendable {
    /// ``HDF5Error/Code/exists`` is thrown; checked and created in one step.
    case refuse
    /// Its content is thrown away at once; for temporaries that were made to be filled.
    case replace
  }

  /// Creates a file in the format of HDF5 1.10, without times, so that equal content gives equal
  /// bytes.
  public static func create(_ path: FilePath, existing: Existing = .refuse) throws(HDF5Error)
    -> File
  {
    let state = FileState(name: path.string, policy: .trusted, isWritable: true, byteCount: .max)
    let access = try accessProperties()
    let creation = try Handle(.properties, "prepare to create a file") {
      H5Pcreate(cmr_h5p_file_create())
    }
    try H5.call("leave out times") { H5Pset_obj_track_times(creation.id, false) }
    let handle = try Handle(.file, of: state, "create \(state.quotedName)") {
      let flags = existing == .refuse ? cmr_h5f_acc_excl() : cmr_h5f_acc_trunc()
      return unsafe path.withPlatformString { path in
        unsafe H5Fcreate(path, flags, creation.id, access.id)
      }
    }
    return File(handle: handle, state: state)
  }
}
