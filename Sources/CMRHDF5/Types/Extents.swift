import CMRCHDF5

/// The shape of a dataset or attribute with its overflow-checked products.
///
/// A file may claim any shape, so every product that becomes a size of memory is formed here.
struct Extents: Hashable, Sendable {
  /// The extents; empty for a scalar.
  let shape: [Int]
  /// Whether there is a dataspace without any element, as h5py writes `Empty`.
  let isNull: Bool
  /// The number of elements.
  let count: Int

  /// Checks that the elements of `shape` can be counted; `place` is the object that has it.
  init(shape: [Int], isNull: Bool = false, place: String) throws(HDF5Error) {
    guard let count = Self.product(of: shape) else { throw .shapeOverflows(shape, at: place) }
    self.shape = shape
    self.isNull = isNull
    self.count = isNull ? 0 : count
  }

  /// The number of rows, that is the extent of the first axis; nil for a scalar.
  var rowCount: Int? { shape.first }

  /// The elements of one row.
  ///
  /// Of fewer axes than ``count``, but not always smaller: an extent of 0 hides an overflow behind
  /// it, which saturates.
  var rowLength: Int { Self.product(of: shape.dropFirst()) ?? .max }

  /// The bytes of all elements at `elementSize` bytes each, nil if not countable.
  func byteCount(elementSize: Int) -> Int? {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: elementSize)
    return overflow ? nil : bytes
  }

  static func product(of shape: some Sequence<Int>) -> Int? {
    var product = 1
    for extent in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow || extent < 0 { return nil }
      product = next
    }
    return product
  }
}

extension Extents {
  /// The library's greatest rank, `H5S_MAX_RANK`.
  static let maximumRank = 32

  /// Reads the extents of the dataspace behind `id`.
  init(ofSpace id: hid_t, place: String) throws(HDF5Error) {
    let action = "read the shape of \(place)"
    let spaceClass = try H5.call(action) { H5Sget_simple_extent_type(id).rawValue }
    guard spaceClass == H5S_SIMPLE.rawValue else {
      try self.init(shape: [], isNull: spaceClass == H5S_NULL.rawValue, place: place)
      return
    }
    let rank = Int(try H5.call(action) { H5Sget_simple_extent_ndims(id) })
    var sizes = [hsize_t](repeating: 0, count: max(rank, 1))
    try unsafe sizes.withUnsafeMutableBufferPointer { sizes throws(HDF5Error) in
      let start = sizes.baseAddress
      _ = try H5.call(action) { unsafe H5Sget_simple_extent_dims(id, start, nil) }
    }
    var shape: [Int] = []
    for size in sizes.prefix(rank) {
      guard let extent = Int(exactly: size) else { throw .extentOverflows(size, at: place) }
      shape.append(extent)
    }
    try self.init(shape: shape, place: place)
  }

  /// A new dataspace of these extents.
  func makeSpace(place: String) throws(HDF5Error) -> Handle {
    let action = "prepare the shape of \(place)"
    if shape.isEmpty {
      return try Handle(.dataspace, action) { H5Screate(isNull ? H5S_NULL : H5S_SCALAR) }
    }
    return try Self.simpleSpace(shape, action: action)
  }

  /// A new dataspace of at least one axis.
  static func simpleSpace(_ shape: [Int], action: String) throws(HDF5Error) -> Handle {
    let sizes = shape.map { hsize_t($0) }
    return try Handle(.dataspace, action) {
      unsafe H5Screate_simple(Int32(sizes.count), sizes, nil)
    }
  }
}
