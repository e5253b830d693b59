import CMRCHDF5

extension Group {
  /// Creates the group `name` in this one.
  public func createGroup(_ name: String) throws(HDF5Error) -> Group {
    let location = location.appending(name)
    let action = "create \(location.place)"
    let creation = try Handle(.properties, action) { H5Pcreate(cmr_h5p_group_create()) }
    try H5.call(action) { H5Pset_obj_track_times(creation.id, false) }
    let names = try Self.linkProperties(action)
    let handle = try location.file.recording { () throws(HDF5Error) -> Handle in
      try Handle(.group, of: location.file, action) {
        unsafe H5Gcreate2(self.handle.id, name, names.id, creation.id, H5.defaults)
      }
    }
    return Group(handle: handle, location: location)
  }

  /// Removes the link called `name`; the bytes of what only it led to stay in the file,
  /// unreachable.
  public func removeLink(_ name: String) throws(HDF5Error) {
    let place = location.appending(name).place
    try location.file.recording { () throws(HDF5Error) -> Void in
      try H5.call("remove \(place)") { unsafe H5Ldelete(handle.id, name, H5.defaults) }
    }
  }

  /// How new links are made: with names declared as UTF-8.
  static func linkProperties(_ action: String) throws(HDF5Error) -> Handle {
    let properties = try Handle(.properties, action) { H5Pcreate(cmr_h5p_link_create()) }
    try H5.call(action) { H5Pset_char_encoding(properties.id, H5T_CSET_UTF8) }
    return properties
  }
}
