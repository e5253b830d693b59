import CMRCHDF5

extension Dataset {
  /// The extents of a chunk, nil for other layouts.
  public var chunkShape: [Int]? {
    guard case .chunked(let shape) = layout else { return nil }
    return shape
  }

  /// Where in the file the elements lie in one piece, so that rows can be read past the library;
  /// nil if they do not.
  ///
  /// The bytes from there are the elements in row-major order, in the type's own byte order.
  /// Elements in other files, or that have no place in the file yet, have no offset.
  ///
  /// - Throws: ``HDF5Error/Code/damaged`` where the file ends before the elements do.
  public func contiguousOffset() throws(HDF5Error) -> UInt64? {
    guard layout == .contiguous, count > 0, try isFullyAllocated() else { return nil }
    let id = handle.id
    let offset = try H5.call("locate \(location.place)", failsIf: { _ in false }) {
      UInt64(H5Dget_offset(id))
    }
    let undefined = try H5.call("locate \(location.place)", failsIf: { _ in false }) {
      UInt64(cmr_haddr_undef())
    }
    guard offset != undefined else { return nil }
    let file = location.file
    guard !file.isWritable else { return offset }
    let room = UInt64(file.byteCount)
    guard let bytes = extents.byteCount(elementSize: type.size), offset <= room,
      UInt64(bytes) <= room - offset
    else {
      throw .elementsBeyondFile(offset: offset, fileBytes: file.byteCount, at: location.place)
    }
    return offset
  }

  /// Whether every element has its place in the file; elements without one read as zeros.
  public func isFullyAllocated() throws(HDF5Error) -> Bool {
    let id = handle.id
    var status = H5D_SPACE_STATUS_ERROR
    try H5.call("ask for the storage of \(location.place)") {
      unsafe H5Dget_space_status(id, &status)
    }
    return status == H5D_SPACE_STATUS_ALLOCATED
  }

  /// The bytes that the elements take in the file, after filters.
  public func storedByteCount() throws(HDF5Error) -> UInt64 {
    let id = handle.id
    return try H5.call("ask for the storage of \(location.place)", failsIf: { _ in false }) {
      H5Dget_storage_size(id)
    }
  }

  /// Throws if the dataset claims more elements than what is stored of it can stand for.
  ///
  /// Elements that were never written read as zeros and take no room, so a small file can claim any
  /// number of them. Whoever reads all elements of a file that others made asks this first.
  ///
  /// - Throws: ``HDF5Error/Code/refused``.
  public func requireStored() throws(HDF5Error) {
    try source.requirePlausible(stored: Int(clamping: try storedByteCount()))
  }
}
