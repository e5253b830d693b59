import CMRCHDF5

/// Reads how a dataset was created, and refuses what its file's policy forbids.
enum CreationProperties {
  /// The layout, if the policy lets elements lie where it puts them.
  static func layout(_ id: hid_t, location: Location) throws(HDF5Error) -> Layout {
    let place = location.place
    let action = "read the layout of \(place)"
    let raw = try H5.call(action) { H5Pget_layout(id).rawValue }
    switch H5D_layout_t(rawValue: raw) {
    case H5D_COMPACT: return .compact
    case H5D_CHUNKED: return .chunked(shape: try chunkShape(id, place: place))
    case H5D_VIRTUAL:
      guard location.file.policy.readsOtherFiles else { throw .virtualLayoutRefused(at: place) }
      return .virtual
    default:
      let files = try H5.call(action) { H5Pget_external_count(id) }
      guard files == 0 || location.file.policy.readsOtherFiles else {
        throw .externalStorageRefused(at: place, files: Int(files))
      }
      return .contiguous
    }
  }

  private static func chunkShape(_ id: hid_t, place: String) throws(HDF5Error) -> [Int] {
    var sizes = [hsize_t](repeating: 0, count: Extents.maximumRank)
    let rank = try unsafe sizes.withUnsafeMutableBufferPointer { sizes throws(HDF5Error) in
      let start = sizes.baseAddress
      let room = Int32(sizes.count)
      return try H5.call("read the chunks of \(place)") { unsafe H5Pget_chunk(id, room, start) }
    }
    return sizes.prefix(Int(rank)).map { Int(clamping: $0) }
  }

  /// Refuses chunks that would take more memory than the policy allows, since the library reads a
  /// chunk whole.
  static func checkChunk(_ layout: Layout, elementSize: Int, location: Location) throws(HDF5Error) {
    guard case .chunked(let shape) = layout else { return }
    let limit = location.file.policy.maximumChunkBytes
    guard let bytes = Extents.product(of: shape + [elementSize]), bytes <= limit else {
      throw .chunkTooLarge(shape: shape, limit: limit, at: location.place)
    }
  }

  /// The filters in the order of writing.
  static func filters(_ id: hid_t, place: String) throws(HDF5Error) -> [Filter] {
    let action = "read the filters of \(place)"
    let count = try H5.call(action) { H5Pget_nfilters(id) }
    var filters: [Filter] = []
    for index in 0..<UInt32(count) {
      var flags: UInt32 = 0
      var values = 0
      var name = [CChar](repeating: 0, count: nameRoom)
      let number = try H5.call(action) {
        unsafe H5Pget_filter2(id, index, &flags, &values, nil, nameRoom, &name, nil)
      }
      let isAvailable = try H5.call(action) { H5Zfilter_avail(number) } > 0
      filters.append(
        Filter(
          identifier: Int(number), name: knownNames[Int(number)] ?? text(name),
          isAvailable: isAvailable))
    }
    return filters
  }

  /// Room for the names of filters, which files keep to a few words.
  private static let nameRoom = 128

  private static let knownNames = [
    1: "deflate", 2: "shuffle", 3: "fletcher32", 4: "szip", 5: "nbit", 6: "scaleoffset",
  ]

  private static func text(_ name: [CChar]) -> String {
    String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
