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

  /// The most elements that a matrix stands for when its zeros are written out; as for older MAT
  /// files.
  static let denseLimit = 1 << 32
  /// How many bytes of numbers in memory each byte in the file may become, as for compression.
  private static let greatestExpansion = 1_032

  /// The matrix with its zeros, column after column.
  ///
  /// - Throws: ``HDF5Error`` where that would be far more than the file holds.
  func dense(_ variable: Variable, at path: String) throws(HDF5Error) -> [Double] {
    let stored = (starts.count + rows.count + values.count) * MemoryLayout<Double>.stride
    guard variable.count <= max(1 << 20, stored * Self.greatestExpansion / 8) else {
      throw .contradiction("the extents and the numbers of a sparse matrix", at: path)
    }
    var result = [Double](repeating: 0, count: variable.count)
    for column in 0..<variable.shape[1] {
      for index in starts[column]..<starts[column + 1] {
        result[column * variable.shape[0] + rows[index]] = values[index]
      }
    }
    return result
  }

  /// Calls `body` with the matrix and its zeros, column after column, in blocks of bounded size.
  func forEachBlock(
    rows height: Int, _ body: ([Float]) throws(ImportError) -> Void
  ) throws(ImportError) {
    var block: [Float] = []
    for column in 0..<starts.count - 1 {
      let entries = (starts[column]..<starts[column + 1]).sorted { rows[$0] < rows[$1] }
      var next = 0
      for first in stride(from: 0, to: height, by: Self.blockElements) {
        let end = min(height, first + Self.blockElements)
        block = [Float](repeating: 0, count: end - first)
        while next < entries.count, rows[entries[next]] < end {
          block[rows[entries[next]] - first] = Float(values[entries[next]])
          next += 1
        }
        try body(block)
      }
    }
  }

  /// 64 Ki numbers stay in the second-level cache.
  private static let blockElements = 1 << 16
}
