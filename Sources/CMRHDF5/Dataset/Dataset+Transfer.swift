import CMRCHDF5

extension Dataset {
  /// The type of elements in memory.
  enum MemoryType {
    case scalar(ScalarType)
    /// An open datatype.
    case open(hid_t)
    /// The address of an object of the same file.
    case objectReference

    /// The library's identifier; only inside a body of ``H5/call(_:_:)``.
    var id: hid_t {
      switch self {
      case .scalar(let scalar): scalar.memoryType
      case .open(let id): id
      case .objectReference: cmr_h5t_std_ref_obj()
      }
    }
  }

  /// Checks that `rows` lie in the dataset and returns how many elements they are.
  func elementCount(ofRows rows: Range<Int>) throws(HDF5Error) -> Int {
    guard let count = extents.rowCount else { throw .noRows(at: location.place) }
    guard rows.lowerBound >= 0, rows.upperBound <= count else {
      throw .rowsOutside(rows, of: count, at: location.place)
    }
    return rows.count * rowLength
  }

  /// Reads `rows`, or everything, to `destination`, which must have room for them.
  func read(
    _ rows: Range<Int>?, columns: Range<Int>? = nil, as memoryType: MemoryType,
    to destination: UnsafeMutableRawPointer?, transfer: hid_t = H5.defaults
  ) throws(HDF5Error) {
    let id = handle.id
    try withSpaces(for: rows, columns) { memory, file throws(HDF5Error) in
      _ = try H5.call("read \(location.place)") {
        unsafe H5Dread(id, memoryType.id, memory, file, transfer, destination)
      }
    }
  }

  /// Writes `rows`, or everything, from `origin`.
  func write(
    _ rows: Range<Int>?, as memoryType: MemoryType, from origin: UnsafeRawPointer?
  ) throws(HDF5Error) {
    let id = handle.id
    try location.file.recording { () throws(HDF5Error) -> Void in
      try withSpaces(for: rows) { memory, file throws(HDF5Error) in
        _ = try H5.call("write \(location.place)") {
          unsafe H5Dwrite(id, memoryType.id, memory, file, H5.defaults, origin)
        }
      }
    }
  }

  /// The dataspaces in memory and in the file that select `rows`, or everything; of a matrix
  /// perhaps only some columns.
  private func withSpaces(
    for rows: Range<Int>?, _ columns: Range<Int>? = nil,
    _ body: (hid_t, hid_t) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    guard let rows else {
      try body(Self.everything, Self.everything)
      return
    }
    let id = handle.id
    let action = "select rows of \(location.place)"
    let inner = columns.map { [$0.count] } ?? Array(shape.dropFirst())
    let memory = try Extents.simpleSpace([rows.count] + inner, action: action)
    let file = try Handle(.dataspace, action) { H5Dget_space(id) }
    let first = columns.map { [$0.lowerBound] } ?? inner.map { _ in 0 }
    let start = ([rows.lowerBound] + first).map { hsize_t($0) }
    let count = ([rows.count] + inner).map { hsize_t($0) }
    try H5.call(action) {
      unsafe H5Sselect_hyperslab(file.id, H5S_SELECT_SET, start, nil, count, nil)
    }
    try body(memory.id, file.id)
  }

  /// The whole dataspace, `H5S_ALL`.
  private static let everything: hid_t = 0
}
