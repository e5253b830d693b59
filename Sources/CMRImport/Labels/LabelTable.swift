/// The labels of one segment as a file has them: one row per sample.
package struct LabelTable: Hashable, Sendable {
  /// Where they are from, for errors.
  package let source: String
  /// 1 for class numbers, the number of classes for one column per class.
  package let columns: Int
  /// The values row after row.
  package let values: [Int64]

  /// The number of samples.
  package var rows: Int { columns == 0 ? 0 : values.count / columns }

  package init(source: String, columns: Int, values: [Int64]) {
    self.source = source
    self.columns = columns
    self.values = values
  }

  /// The table of numbers in row-major order, all of which must be whole.
  ///
  /// - Throws: ``ImportError`` with code `invalidLabel`.
  package init(source: String, columns: Int, numbers: [Double]) throws(ImportError) {
    var values: [Int64] = []
    values.reserveCapacity(numbers.count)
    for (index, number) in numbers.enumerated() {
      guard let value = Int64(exactly: number) else {
        throw .labelNotWhole(number, row: index / max(1, columns), in: source)
      }
      values.append(value)
    }
    self.init(source: source, columns: columns, values: values)
  }
}
