/// Copies samples out of whole columns: `columns` holds each feature of all `samples`, one feature
/// after another.
///
/// In tiles of 8 samples by 32 features, so that both sides stay in the first-level cache: rows of 4096 features are a
/// power of two apart, and a line of that cache has about as many places as a tile has samples.
///
/// - Parameters:
///   - range: the samples to copy.
///   - rows: receives them one after another, each `columns.count / samples` numbers long.
func transpose(
  _ columns: Span<Float>, samples: Int, _ range: Range<Int>, into rows: inout MutableSpan<Float>
) {
  let (tileWidth, tileHeight) = (32, 8)
  let width = samples == 0 ? 0 : columns.count / samples
  for firstColumn in stride(from: 0, to: width, by: tileWidth) {
    let columnEnd = min(width, firstColumn + tileWidth)
    for firstRow in stride(from: range.lowerBound, to: range.upperBound, by: tileHeight) {
      let rowEnd = min(range.upperBound, firstRow + tileHeight)
      for column in firstColumn..<columnEnd {
        var place = (firstRow - range.lowerBound) * width + column
        for row in firstRow..<rowEnd {
          rows[place] = columns[column * samples + row]
          place += width
        }
      }
    }
  }
}
