/// How arrays are cut into chunks, each with a checksum of its own.
enum ChunkShape {
  /// 1 MiB: what the library's chunk cache holds 16 of, and h5py's advice for large arrays.
  static let maximumBytes = 1 << 20

  /// The largest chunk of at most ``maximumBytes`` that is whole in as many trailing axes as
  /// possible; nil for scalars and empty arrays, which have nothing to cut.
  static func shape(for shape: [Int], elementSize: Int) -> [Int]? {
    guard !shape.isEmpty, !shape.contains(0) else { return nil }
    var room = max(1, maximumBytes / elementSize)
    var chunk = shape
    for axis in shape.indices.reversed() {
      chunk[axis] = min(shape[axis], room)
      room = max(1, room / chunk[axis])
    }
    return chunk
  }
}
