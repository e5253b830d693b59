/// How a matrix in HDF5 is read whose samples do not lie together: in tiles of some features and
/// some samples, whole chunks at a time.
///
/// A panel is a run of features; its tiles come in the order of the samples, so that a
/// ``PanelFile`` takes them as they come.
struct TilePlan {
  let samples: Int
  let width: Int
  /// Whether the first axis in the file is that of the samples.
  let samplesAreRows: Bool
  /// The features of a panel.
  private let panelWidth: Int
  /// The samples and the features of a chunk.
  let chunk: (samples: Int, features: Int)
  /// Whether the file has the matrix in one piece.
  let isContiguous: Bool

  /// The bytes of a panel: as many as ``MemoryBudget`` lets a spool hold.
  private static let panelBytes = 48 << 20
  /// The bytes of a tile. 16 MiB: the library's own cache of chunks.
  private static let tileBytes = 16 << 20

  /// - Parameter chunk: the extents of a chunk in the file; nil where it has none.
  init(_ variable: Variable, _ axis: SampleAxis, chunk: [Int]?) {
    isContiguous = chunk == nil
    let extents = Piece.extents(variable, axis)
    samples = extents.samples
    width = extents.width
    samplesAreRows = variable.isColumnMajor == (axis == .columns)
    let first = chunk?.first ?? 1
    let second = chunk?.dropFirst().first ?? 1
    let whole = samplesAreRows ? (first, second) : (second, first)
    self.chunk = (max(1, min(whole.0, samples)), max(1, min(whole.1, width)))
    let columnBytes = samples.multipliedReportingOverflow(by: 4)
    let fitting = columnBytes.overflow ? 1 : Self.panelBytes / max(1, columnBytes.partialValue)
    panelWidth = min(width, max(1, fitting / self.chunk.features) * self.chunk.features)
  }

  /// The features, panel after panel.
  var panels: [Range<Int>] { Self.cut(width, by: panelWidth) }

  /// The samples of a panel, tile after tile.
  func steps(of features: Range<Int>) -> [Range<Int>] {
    let fitting = Self.tileBytes / 4 / max(1, features.count)
    return Self.cut(samples, by: max(1, fitting / chunk.samples) * chunk.samples)
  }

  /// What a tile is asked for by.
  func question(of path: String, samples: Range<Int>, features: Range<Int>) -> HDF5Question {
    samplesAreRows
      ? .tile(of: path, rows: samples, columns: features)
      : .tile(of: path, rows: features, columns: samples)
  }

  private static func cut(_ count: Int, by step: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: max(1, step)).map { $0..<min(count - $0, step) + $0 }
  }
}
