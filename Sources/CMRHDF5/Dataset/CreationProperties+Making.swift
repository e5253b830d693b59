import CMRCHDF5

extension CreationProperties {
  /// A new list of properties for a dataset of `shape`.
  static func make(_ storage: Storage, shape: [Int], place: String) throws(HDF5Error) -> Handle {
    let action = "create \(place)"
    let creation = try Handle(.properties, action) { H5Pcreate(cmr_h5p_dataset_create()) }
    try H5.call(action) { H5Pset_obj_track_times(creation.id, false) }
    switch storage {
    case .contiguous:
      // At once, so that the elements have an offset and a disk that is too small fails when they
      // are written.
      try H5.call(action) { H5Pset_alloc_time(creation.id, H5D_ALLOC_TIME_EARLY) }
    case .chunked(let chunk, let level):
      try setChunks(creation.id, chunk, deflateLevel: level, shape: shape, place: place)
    }
    return creation
  }

  private static func setChunks(
    _ id: hid_t, _ chunk: [Int], deflateLevel: Int?, shape: [Int], place: String
  ) throws(HDF5Error) {
    let action = "create \(place)"
    guard chunk.count == shape.count, !chunk.isEmpty, chunk.allSatisfy({ $0 > 0 }) else {
      throw .badChunk(chunk, for: shape, at: place)
    }
    // The library refuses chunks larger than a dataset of fixed shape.
    let sizes = zip(chunk, shape).map { hsize_t(min($0, max($1, 1))) }
    try H5.call(action) { unsafe H5Pset_chunk(id, Int32(sizes.count), sizes) }
    // Zeros in what a chunk holds beyond the dataset's edge: equal content must give equal bytes.
    try H5.call(action) { H5Pset_fill_time(id, H5D_FILL_TIME_ALLOC) }
    if let deflateLevel {
      try H5.call(action) { H5Pset_deflate(id, UInt32(clamping: deflateLevel)) }
    }
    // Last in the pipeline, so that it covers the bytes as they lie in the file.
    try H5.call(action) { H5Pset_fletcher32(id) }
  }
}
