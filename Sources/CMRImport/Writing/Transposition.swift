/// Copies samples out of whole columns: `columns` holds each feature of all `samples`, one feature
/// after another.
///
/// In squares of 32 samples by 32 features, so that both sides stay in the first-level cache.
///
/// - Parameters:
///   - range: the samples to copy.
///   - rows: receives them one after another, each `columns.count / samples` numbers long.
func transpose(
  _ columns: Span<Float>, samples: Int, _ range: Range<Int>, into rows: inout MutableSpan<Float>
) {
  let side = 32
  let width = samples == 0 ? 0 : columns.count / samples
  for firstColumn in stride(from: 0, to: width, by: side) {
    let columnEnd = min(width, firstColumn + side)
    for firstRow in stride(from: range.lowerBound, to: range.upperBound, by: side) {
      let rowEnd = min(range.upperBound, firstRow + side)
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
