/// What a MAT file says about an array before its data: enough to decide what to do with it.
public struct MATArrayHeader: Hashable, Sendable {
  /// Where the array lies in the file.
  public let path: MATPath
  /// Its class.
  public let arrayClass: MATClass
  /// Its extents, at least two; empty for an opaque object, which states none.
  public let dims: [Int]
  /// Whether the numbers are truth values.
  public let isLogical: Bool
  /// Whether an imaginary part follows the real part.
  public let isComplex: Bool
  /// Whether MATLAB declared the variable global.
  public let isGlobal: Bool
  /// The names of the fields of a structure, in order; empty for everything else.
  public internal(set) var fieldNames: [String] = []

  /// The number of elements, the product of the extents.
  public var count: Int { dims.isEmpty ? 0 : dims.reduce(1, *) }
  /// The number of rows: the first extent.
  public var rows: Int { dims.first ?? 0 }
  /// The number of columns: everything but the first extent.
  public var columns: Int { dims.dropFirst().reduce(1, *) }

  /// The extents for messages: `2173x128`.
  public var shape: String { dims.map(String.init).joined(separator: "x") }
}
