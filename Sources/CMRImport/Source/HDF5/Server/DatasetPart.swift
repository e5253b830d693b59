internal import CMRHDF5

/// A part of a dataset that is read at once: the whole, or some rows, or some columns of one row.
enum DatasetPart: Hashable {
  case whole
  case rows(Range<Int>)
  case columns(row: Int, Range<Int>)

  /// The elements of a part; 512 Ki Float64 are 4 MiB, enough to keep a disk busy.
  static let elements = 1 << 19

  /// The parts of a dataset in the order of the file.
  static func parts(of shape: [Int]) -> [DatasetPart] {
    let width = shape.dropFirst().reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    guard let height = shape.first, height > 0, width > 0 else { return [.whole] }
    if width > elements, shape.count == 2 {
      return (0..<height).flatMap { row in
        ranges(width, by: elements).map { .columns(row: row, $0) }
      }
    }
    return ranges(height, by: max(1, elements / width)).map { .rows($0) }
  }

  /// The numbers of the part.
  func read<Number: HDF5Scalar>(
    from dataset: borrowing Dataset, as type: Number.Type
  ) throws(HDF5Error) -> [Number] {
    switch self {
    case .whole: try dataset.read(type)
    case .rows(let rows): try dataset.read(rows: rows, as: type)
    case .columns(let row, let columns):
      try dataset.read(rows: row..<row + 1, columns: columns, as: type)
    }
  }

  private static func ranges(_ count: Int, by step: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: step).map { $0..<min(count - $0, step) + $0 }
  }
}
