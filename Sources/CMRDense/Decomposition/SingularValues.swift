private import CMRCOpenBLAS

/// The singular values and vectors of a matrix, by LAPACK's divide and conquer (`dgesdd`):
/// A = leftᵀ diag(values) right.
public struct SingularValues: Sendable, Equatable {
  /// As many as the shorter side has, largest first.
  public let values: [Double]
  /// `[n, rows]` for n values: row i belongs to value i; of each, the element of largest magnitude
  /// is positive.
  public let left: Matrix<Double>
  /// `[n, columns]`.
  public let right: Matrix<Double>

  /// Decomposes `matrix`.
  ///
  /// Nil where an element is not finite, where the work space has more numbers than 32 bits count
  /// (a shorter side of 23,000), or where the iteration did not converge.
  public init?(_ matrix: consuming Matrix<Double>) {
    let (rows, columns) = (matrix.rows, matrix.columns)
    guard matrix.isFinite() else { return nil }
    let count = min(rows, columns)
    var values = [Double](repeating: 0, count: count)
    var transposed = Matrix<Double>(rows: rows, columns: count)
    var right = Matrix<Double>(rows: count, columns: columns)
    guard count == 0 || Self.decompose(&matrix, &values, &transposed, &right) else { return nil }
    var left = transposed.transposed()
    self.values = values
    for row in 0..<count where (left.row(row).max { abs($0) < abs($1) } ?? 0) < 0 {
      left.withMutableRow(row) { for i in $0.indices { $0[i] = -$0[i] } }
      right.withMutableRow(row) { for i in $0.indices { $0[i] = -$0[i] } }
    }
    self.left = left
    self.right = right
  }

  /// Row-major A is Aᵀ for Fortran, whose left vectors are the right ones here: `u` is `[columns,
  /// n]` there and so `[n, columns]` here, and `vt` is `[n, rows]` there and `[rows, n]` here.
  private static func decompose(
    _ matrix: inout Matrix<Double>, _ values: inout [Double], _ left: inout Matrix<Double>,
    _ right: inout Matrix<Double>
  ) -> Bool {
    let small = min(matrix.rows, matrix.columns)
    let large = max(matrix.rows, matrix.columns)
    // What LAPACK documents for this job, with room for its blocks.
    let size = 3 * small + max(large, 4 * small * small + 4 * small) + 64 * (small + large)
    guard let wide = Int32(exactly: size) else { return false }
    let (m, n) = (Int32(matrix.columns), Int32(matrix.rows))
    var work = [Double](repeating: 0, count: size)
    var integers = [Int32](repeating: 0, count: 8 * small)
    var info: Int32 = 0
    var elements = matrix.mutableSpan
    var leftElements = left.mutableSpan
    var rightElements = right.mutableSpan
    unsafe elements.withUnsafeMutableBufferPointer { a in
      unsafe leftElements.withUnsafeMutableBufferPointer { vt in
        unsafe rightElements.withUnsafeMutableBufferPointer { u in
          unsafe dgesdd_(
            "S", [m], [n], a.baseAddress, [m], &values, u.baseAddress, [m], vt.baseAddress,
            [Int32(small)], &work, [wide], &integers, &info, 1)
        }
      }
    }
    return info == 0
  }
}
