import CMRCHDF5

/// An object that attributes hang on: a ``Group`` or a ``Dataset``.
public protocol Annotated: ~Copyable {
  /// What attributes hang on.
  var anchor: Anchor { get }
}

/// An open object as its attributes see it; valid while the object it came from lives.
public struct Anchor: Sendable {
  let id: Int64
  let location: Location

  /// The attribute `name` for error texts: "attribute 'sha256' of '/train' of 'x.h5'".
  func attributePlace(_ name: String) -> String { "attribute '\(name)' of \(location.place)" }
}

extension Annotated where Self: ~Copyable {
  /// The names of all attributes in the order of their bytes.
  public func attributeNames() throws(HDF5Error) -> [String] {
    let anchor = self.anchor
    var names = LinkNames()
    try unsafe withUnsafeMutablePointer(to: &names) { names throws(HDF5Error) in
      let names = UnsafeMutableRawPointer(names)
      _ = try H5.call("list the attributes of \(anchor.location.place)") {
        // Not H5_ITER_INC, for the reason given at `cmr_h5literate`; the names are sorted below.
        unsafe H5Aiterate2(anchor.id, H5_INDEX_NAME, H5_ITER_NATIVE, nil, collectAttribute, names)
      }
    }
    guard names.areUTF8 else { throw .nameNotUTF8(in: anchor.location.place) }
    return names.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether there is an attribute called `name`.
  public func hasAttribute(_ name: String) throws(HDF5Error) -> Bool {
    let anchor = self.anchor
    return try H5.call("look for \(anchor.attributePlace(name))") {
      unsafe H5Aexists(anchor.id, name)
    } > 0
  }

  /// Opens the attribute called `name`.
  public func attribute(_ name: String) throws(HDF5Error) -> Attribute {
    let anchor = self.anchor
    let place = anchor.attributePlace(name)
    // Asked first, since the library's own error for this differs between kinds of storage.
    guard try hasAttribute(name) else { throw .missingAttribute(place) }
    let handle = try Handle(.attribute, of: anchor.location.file, "open \(place)") {
      unsafe H5Aopen(anchor.id, name, H5.defaults)
    }
    return try Attribute(handle: handle, name: name, place: place, file: anchor.location.file)
  }
}

/// Appends one name to the ``LinkNames`` that `names` points to; called by the library.
private func collectAttribute(
  _ object: hid_t, _ name: UnsafePointer<CChar>?, _ info: UnsafePointer<H5A_info_t>?,
  _ names: UnsafeMutableRawPointer?
) -> herr_t {
  guard let name = unsafe name, let names = unsafe names else { return -1 }
  unsafe names.assumingMemoryBound(to: LinkNames.self).pointee.append(name)
  return 0
}
