import CMRCHDF5

extension Group {
  /// Every link of the group in the order of the names' bytes, followed or not.
  public func links() throws(HDF5Error) -> [Link] {
    var names = LinkNames()
    try unsafe withUnsafeMutablePointer(to: &names) { names throws(HDF5Error) in
      let names = UnsafeMutableRawPointer(names)
      _ = try H5.call("list \(location.place)") {
        unsafe cmr_h5literate(handle.id, collectName, names)
      }
    }
    guard names.areUTF8 else { throw .nameNotUTF8(in: location.place) }
    var links: [Link] = []
    for name in names.names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      links.append(try link(name))
    }
    return links
  }

  /// The link called `name`, which may be a path; only the last name is not followed.
  public func link(_ name: String) throws(HDF5Error) -> Link {
    let place = location.appending(name).place
    let info = try info(name, place)
    switch info.type {
    case H5L_TYPE_HARD: return Link(name: name, kind: .hard)
    case H5L_TYPE_SOFT:
      let value = try linkValue(name, size: unsafe info.u.val_size, place)
      return Link(name: name, kind: .soft(target: value.first ?? ""))
    case H5L_TYPE_EXTERNAL:
      // One byte of version and flags, then the file and the path, each ended by a NUL.
      let value = try linkValue(name, size: unsafe info.u.val_size, place, dropping: 1)
      return Link(
        name: name,
        kind: .external(file: value.first ?? "", path: value.dropFirst().first ?? ""))
    default: return Link(name: name, kind: .userDefined(number: Int(info.type.rawValue)))
    }
  }

  /// Where in the file the object of the hard link `name` lies, which is what references to objects
  /// hold; nil for other links.
  public func address(of name: String) throws(HDF5Error) -> UInt64? {
    let info = try info(name, location.appending(name).place)
    return info.type == H5L_TYPE_HARD ? unsafe UInt64(info.u.address) : nil
  }

  private func info(_ name: String, _ place: String) throws(HDF5Error) -> H5L_info_t {
    var info = H5L_info_t()
    try unsafe withUnsafeMutablePointer(to: &info) { info throws(HDF5Error) in
      _ = try H5.call("look up \(place)") { unsafe cmr_h5lget_info(handle.id, name, info) }
    }
    return info
  }

  /// Throws if a link on the way along `path` is one that the policy does not follow.
  func checkLinks(along path: String) throws(HDF5Error) {
    guard !location.file.policy.followsLinks else { return }
    var prefix = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      prefix += prefix.isEmpty || prefix == "/" ? "\(name)" : "/\(name)"
      if name == "." { continue }
      let link = try link(prefix)
      guard link.kind == .hard else {
        throw .linkRefused(link, at: location.appending(prefix).place)
      }
    }
  }

  /// The NUL-separated texts of a link's value.
  private func linkValue(_ name: String, size: Int, _ place: String, dropping prefix: Int = 0)
    throws(HDF5Error) -> [String]
  {
    var bytes = [UInt8](repeating: 0, count: size)
    try unsafe bytes.withUnsafeMutableBufferPointer { bytes throws(HDF5Error) in
      let start = bytes.baseAddress
      let count = bytes.count
      _ = try H5.call("look up \(place)") {
        unsafe H5Lget_val(handle.id, name, start, count, H5.defaults)
      }
    }
    return bytes.dropFirst(prefix).split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The names that a walk over a group's links collects.
struct LinkNames {
  var names: [String] = []
  var areUTF8 = true

  mutating func append(_ name: UnsafePointer<CChar>) {
    if let name = unsafe String(validatingCString: name) {
      names.append(name)
    } else {
      areUTF8 = false
    }
  }
}

/// Appends one name to the ``LinkNames`` that `names` points to; called by the library.
private func collectName(
  _ group: hid_t, _ name: UnsafePointer<CChar>?, _ info: UnsafePointer<H5L_info_t>?,
  _ names: UnsafeMutableRawPointer?
) -> herr_t {
  guard let name = unsafe name, let names = unsafe names else { return -1 }
  unsafe names.assumingMemoryBound(to: LinkNames.self).pointee.append(name)
  return 0
}
