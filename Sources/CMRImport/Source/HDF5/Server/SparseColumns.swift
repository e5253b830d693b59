internal import CMRHDF5

/// A sparse matrix as MATLAB 7.3 keeps it: `jc[c]..<jc[c + 1]` are the places of column c in `ir`,
/// the rows, and in `data`, the numbers.
struct SparseColumns {
  private let starts: [Int]
  private let rows: [Int]
  private let values: [Double]

  /// Reads the matrix in `group`, whose every index is checked.
  ///
  /// - Throws: ``HDF5Error``; a missing or contradictory part is one of code `damaged`.
  init(_ group: borrowing Group, shape: [Int]) throws(HDF5Error) {
    starts = try Self.indices(group, "jc")
    // Without a single number MATLAB leaves the others out.
    let isEmpty = starts.last == 0
    rows = isEmpty ? [] : try Self.indices(group, "ir")
    if isEmpty {
      values = []
    } else {
      let dataset = try group.dataset("data")
      try dataset.requireStored()
      values = try dataset.read(Double.self)
    }
    guard shape.count == 2, starts.count == shape[1] + 1, starts.first == 0,
      rows.count >= starts.last ?? 0, values.count >= starts.last ?? 0,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 }),
      rows.allSatisfy({ (0..<shape[0]).contains($0) })
    else { throw .contradiction("the columns of a sparse matrix", at: group.path) }
  }

  private static func indices(
    _ group: borrowing Group, _ name: String
  ) throws(HDF5Error) -> [Int] {
    let dataset = try group.dataset(name)
    try dataset.requireStored()
    return try dataset.read(Int64.self).map { Int($0) }
  }

  /// How many bytes of numbers in memory each byte in the file may become, as for compression.
  private static let greatestExpansion = 1_032

  /// Refuses a matrix whose zeros would be far more than the file holds.
  func requireLikely(count: Int, at path: String) throws(HDF5Error) {
    let stored = starts.count + rows.count + values.count
    guard count <= max(1 << 20, stored * Self.greatestExpansion) else {
      throw .contradiction("the extents and the numbers of a sparse matrix", at: path)
    }
  }

  /// Calls `body` with the matrix and its zeros, column after column, in blocks of bounded size.
  func forEachBlock<Number: BinaryFloatingPoint>(
    rows height: Int, as type: Number.Type, _ body: ([Number]) throws -> Void
  ) throws {
    for column in 0..<starts.count - 1 {
      let entries = (starts[column]..<starts[column + 1]).sorted { rows[$0] < rows[$1] }
      var next = 0
      for first in stride(from: 0, to: height, by: DatasetPart.elements) {
        let end = min(height, first + DatasetPart.elements)
        var block = [Number](repeating: 0, count: end - first)
        while next < entries.count, rows[entries[next]] < end {
          block[rows[entries[next]] - first] = Number(values[entries[next]])
          next += 1
        }
        try body(block)
      }
    }
  }
}
