import CMRContainer
import CMRStore

extension ExportArray {
  /// A disk is kept busy by blocks of 4 MiB, and little is held.
  private static let blockBytes = 4 << 20

  /// Calls `body` with the elements as they lie in a file, some MiB at a time: little-endian, row
  /// after row.
  func forEachBlock(_ body: (RawSpan) throws -> Void) throws {
    switch contents {
    case .features(let matrix, let rows):
      try Self.forEachBlock(of: matrix, rows) { block, _ in try unsafe body(block.bytes) }
    case .integers(let values): try unsafe body(values.span.bytes)
    case .bits(let values, _): try unsafe body(values.span.bytes)
    case .texts(let texts, let width):
      let step = max(1, Self.blockBytes / (4 * width))
      for first in stride(from: 0, to: texts.count, by: step) {
        try Self.encode(texts[first..<min(first + step, texts.count)], width: width, body)
      }
    case .text(let text): try Self.encode([text], width: elementSize / 4, body)
    }
  }

  /// Calls `body` with rows of a matrix and their places in the list.
  static func forEachBlock(
    of matrix: RowMatrix, _ rows: [Int], _ body: (Span<Float>, Range<Int>) throws -> Void
  ) throws {
    let step = max(1, blockBytes / (matrix.columns * MemoryLayout<Float>.stride))
    for first in stride(from: 0, to: rows.count, by: step) {
      let range = first..<min(first + step, rows.count)
      let block: [Float]
      do {
        block = try matrix.elements(ofRows: rows[range])
      } catch {
        throw StoreError(code: .damaged, message: error.message, remedy: error.remedy)
      }
      try body(block.span, range)
    }
  }

  /// Texts as numpy has them: four bytes a character, filled up with zeros.
  private static func encode(
    _ texts: ArraySlice<String>, width: Int, _ body: (RawSpan) throws -> Void
  ) throws {
    var units = [UInt32](repeating: 0, count: texts.count * width)
    for (place, text) in texts.enumerated() {
      for (offset, scalar) in text.unicodeScalars.enumerated() {
        units[place * width + offset] = scalar.value
      }
    }
    try unsafe body(units.span.bytes)
  }
}
