/// How a new dataset keeps its elements.
public enum Storage: Hashable, Sendable {
  /// In one piece, its place in the file allocated at once; see ``Dataset/contiguousOffset()``.
  case contiguous
  /// In chunks of this shape, each with a Fletcher-32 checksum that reading checks.
  ///
  /// `deflateLevel` 1 to 9 compresses each chunk; nil does not. The shape has the rank of the
  /// dataset and no zero.
  case chunked(shape: [Int], deflateLevel: Int? = nil)
}

/// How an existing dataset keeps its elements.
public enum Layout: Hashable, Sendable {
  /// With the description of the object itself.
  case compact
  /// In one piece.
  case contiguous
  /// In chunks of this shape.
  case chunked(shape: [Int])
  /// In datasets of other files, or elsewhere in this one.
  case virtual
}

/// One step that chunks go through on their way to the file.
public struct Filter: Hashable, Sendable {
  /// The number under which the filter is registered with The HDF Group.
  public let identifier: Int
  /// Its name: from a short list of the library's own, else as the file gives it.
  public let name: String

  /// Whether this library can undo it; plug-ins are never loaded.
  public let isAvailable: Bool

  /// The checksum filter.
  public static let fletcher32 = 3
  /// The compression of zlib.
  public static let deflate = 1
}
