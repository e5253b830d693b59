import CMRCHDF5

/// An array of a file: elements of one type in a shape, and attributes.
///
/// Elements come and go in row-major order. *Rows* are the slices along the first axis; a scalar
/// has none.
public struct Dataset: ~Copyable, Sendable, Annotated {
  let handle: Handle
  let location: Location
  let extents: Extents

  /// What the elements are.
  public let type: ElementType
  /// How the elements are kept.
  public let layout: Layout
  /// The steps that chunks went through, in the order of writing.
  public let filters: [Filter]

  /// The path of the dataset from the root of its file.
  public var path: String { location.path }
  /// The extents; empty for a scalar.
  public var shape: [Int] { extents.shape }
  /// The number of elements; 0 for a dataset of no shape at all, as h5py writes `Empty`.
  public var count: Int { extents.count }
  /// The number of rows, or 0 for a scalar.
  public var rowCount: Int { extents.rowCount ?? 0 }
  /// The number of elements of one row.
  public var rowLength: Int { extents.rowLength }
  /// What attributes hang on.
  public var anchor: Anchor { Anchor(id: handle.id, location: location) }

  /// What reading has to know and check.
  var source: ArraySource {
    ArraySource(
      extents: extents, type: type, file: location.file, place: location.place,
      mayExpand: filters.contains { $0.identifier != Filter.fletcher32 })
  }

  /// Takes over an open dataset, after checking its creation properties against the file's policy.
  init(handle: consuming Handle, location: Location) throws(HDF5Error) {
    let id = handle.id
    let place = location.place
    // First of all, since even asking a virtual dataset for its shape can open other files.
    let creation = try Handle(.properties, "open \(place)") { H5Dget_create_plist(id) }
    let layout = try CreationProperties.layout(creation.id, location: location)
    let filters = try CreationProperties.filters(creation.id, place: place)
    let typeHandle = try Handle(.datatype, "read the type of \(place)") { H5Dget_type(id) }
    let type = try ElementType(of: typeHandle.id, place: place)
    let space = try Handle(.dataspace, "read the shape of \(place)") { H5Dget_space(id) }
    let extents = try Extents(ofSpace: space.id, place: place)
    try CreationProperties.checkChunk(layout, elementSize: type.size, location: location)
    self.handle = handle
    self.location = location
    self.layout = layout
    self.filters = filters
    self.type = type
    self.extents = extents
  }

  /// Closes the dataset; throws if elements written to it did not reach the file.
  ///
  /// A dataset that just dies leaves such a failure for ``File/close()`` to throw.
  public consuming func close() throws(HDF5Error) {
    let place = location.place
    try handle.close("close \(place)")
  }
}
