internal import SystemPackage

/// A matrix in a scratch file, cut into panels: runs of columns, each panel sample after sample.
///
/// To read a run of samples takes one contiguous read per panel.
struct PanelFile {
  private struct Panel {
    let columns: Range<Int>
    let offset: Int64
  }

  private let scratch: ScratchFile
  private let samples: Int
  private let width: Int
  private var panels: [Panel] = []
  private var end: Int64 = 0

  private static let floatBytes = MemoryLayout<Float>.stride
  /// How much is transposed and written at once. 1 MiB: stays in the second-level cache.
  private static let blockBytes = 1 << 20

  init(beside destination: FilePath, samples: Int, width: Int) throws(ImportError) {
    scratch = try ScratchFile(beside: destination)
    scratch.removeName()
    self.samples = samples
    self.width = width
  }

  /// Adds a panel of whole columns that lie one after another in `values`.
  mutating func append(columns values: Span<Float>) throws(ImportError) {
    let first = panels.last?.columns.upperBound ?? 0
    let count = values.count / max(1, samples)
    panels.append(Panel(columns: first..<first + count, offset: end))
    let step = max(1, Self.blockBytes / (Self.floatBytes * max(1, count)))
    var block = [Float](repeating: 0, count: min(step, samples) * count)
    for start in stride(from: 0, to: samples, by: step) {
      let range = start..<min(samples, start + step)
      var rows = block.mutableSpan
      transpose(values, samples: samples, range, into: &rows)
      try write(block.span.extracting(first: range.count * count))
    }
  }

  /// Adds the next numbers of a matrix that comes sample by sample.
  mutating func append(samples values: Span<Float>) throws(ImportError) {
    if panels.isEmpty { panels.append(Panel(columns: 0..<width, offset: 0)) }
    try write(values)
  }

  /// Begins a panel of `columns`, which follow those of the panel before.
  mutating func beginPanel(columns: Range<Int>) {
    panels.append(Panel(columns: columns, offset: end))
  }

  /// Adds the next samples of the panel begun last.
  ///
  /// - Parameter isTransposed: whether each feature of all these samples comes first.
  mutating func append(
    _ values: [Float], samples count: Int, isTransposed: Bool
  ) throws(ImportError) {
    guard isTransposed else { return try write(values.span) }
    var block = [Float](repeating: 0, count: values.count)
    var rows = block.mutableSpan
    transpose(values.span, samples: count, 0..<count, into: &rows)
    try write(block.span)
  }

  private mutating func write(_ values: Span<Float>) throws(ImportError) {
    try scratch.write(values, at: end)
    end += Int64(values.count * Self.floatBytes)
  }

  /// Fills `rows` with the samples of `range`, one after another.
  func read(_ range: Range<Int>, into rows: inout MutableSpan<Float>) throws(ImportError) {
    for panel in panels {
      let count = panel.columns.count
      let offset = panel.offset + Int64(range.lowerBound * count * Self.floatBytes)
      if count == width {
        try scratch.read(into: &rows, at: offset)
        continue
      }
      var part = [Float](repeating: 0, count: range.count * count)
      var target = part.mutableSpan
      try scratch.read(into: &target, at: offset)
      var next = 0
      for row in range.indices {
        let start = (row - range.lowerBound) * width
        for column in panel.columns {
          rows[start + column] = part[next]
          next += 1
        }
      }
    }
  }
}
