import CMRCHDF5

/// A small named value on a group or dataset.
public struct Attribute: ~Copyable, Sendable {
  let handle: Handle
  let file: FileState
  let place: String
  let extents: Extents

  /// The attribute's name.
  public let name: String
  /// What its elements are.
  public let type: ElementType

  /// The extents; empty for a single value.
  public var shape: [Int] { extents.shape }
  /// The number of elements.
  public var count: Int { extents.count }

  init(handle: consuming Handle, name: String, place: String, file: FileState) throws(HDF5Error) {
    let id = handle.id
    let typeHandle = try Handle(.datatype, "read the type of \(place)") { H5Aget_type(id) }
    let space = try Handle(.dataspace, "read the shape of \(place)") { H5Aget_space(id) }
    let type = try ElementType(of: typeHandle.id, place: place)
    let extents = try Extents(ofSpace: space.id, place: place)
    self.type = type
    self.extents = extents
    self.name = name
    self.place = place
    self.file = file
    self.handle = handle
  }

  /// What reading has to know and check.
  var source: ArraySource {
    ArraySource(extents: extents, type: type, file: file, place: place, mayExpand: false)
  }
}
