/// How much a MAT file may ask of us before it is refused.
public struct MATLimits: Hashable, Sendable {
  /// The deepest nesting of cells and structures. 32: MATLAB data of this field use 3.
  public var depth: Int = 32
  /// The most arrays in a file, those inside others included. 2,000,000: five strings for each of
  /// 270,000 images and more.
  public var arrays: Int = 2_000_000
  /// The most extents of an array. 32, as many as NumPy allowed.
  public var dimensions: Int = 32
  /// The most bytes of a name. MATLAB itself stops at 63.
  public var nameBytes: Int = 4096
  /// The most fields of a structure.
  public var fields: Int = 65_536
  /// The most bytes that the list of arrays may take: their names, extents and fields, and 256 for
  /// each. 256 MiB: a million arrays.
  public var listedBytes: Int = 256 << 20
  /// The most bytes that one value kept in memory may take. 1 GiB; larger arrays are for streaming.
  public var keptBytes: Int = 1 << 30
  /// The most elements of a sparse matrix that is streamed in full. 4,294,967,296: a few stored
  /// bytes may stand for any number of zeros, so the file's own size sets no bound. 190,000 samples
  /// of 20,000 words fit.
  public var denseElements: Int = 1 << 32
  /// The most elements of a streamed block. 65,536: with 8 bytes each it stays in the second-level
  /// cache.
  public var blockElements: Int = 65_536

  /// The defaults.
  public init() {}
}
