private import CMRCOpenBLAS

/// Eigenvalues and eigenvectors of a symmetric matrix, by LAPACK's divide and conquer (`dsyevd`).
///
/// Row i of ``vectors`` belongs to ``values``[i]; A = Vᵀ diag(values) V.
public struct SymmetricEigen: Sendable, Equatable {
  /// The eigenvalues, largest first.
  public let values: [Double]
  /// Orthonormal rows; of each, the element of largest magnitude is positive.
  public let vectors: Matrix<Double>

  /// The most rows that the sizes of LAPACK's work space, 32-bit numbers, allow.
  public static var mostRows: Int { 32_766 }

  /// Decomposes `matrix`, of which only the half on and above the diagonal is read.
  ///
  /// Nil where an element is not finite, where there are more than ``mostRows``, or where the
  /// iteration did not converge. Needs twice the memory
  /// of the matrix beside it.
  public init?(_ matrix: consuming Matrix<Double>) {
    let count = matrix.rows
    precondition(count == matrix.columns, "a matrix of shape \(matrix.shape) is not square")
    guard matrix.isFinite() else { return nil }
    guard let values = Self.decompose(&matrix, count) else { return nil }
    self.values = values.reversed()
    var vectors = matrix.gathering(rows: Array((0..<count).reversed()))
    for row in 0..<count {
      let largest = vectors.row(row).max { abs($0) < abs($1) } ?? 0
      if largest < 0 { vectors.withMutableRow(row) { for i in $0.indices { $0[i] = -$0[i] } } }
    }
    self.vectors = vectors
  }

  /// Puts the eigenvectors into the rows of `matrix`, smallest eigenvalue first: Fortran's columns.
  private static func decompose(_ matrix: inout Matrix<Double>, _ count: Int) -> [Double]? {
    guard count > 0 else { return [] }
    guard count <= mostRows, let n = Int32(exactly: count) else { return nil }
    // The sizes that LAPACK documents for vectors, beyond which it gains nothing that matters.
    let wide = Int32(1 + 6 * count + 2 * count * count)
    let narrow = Int32(3 + 5 * count)
    var values = [Double](repeating: 0, count: count)
    var work = [Double](repeating: 0, count: Int(wide))
    var integers = [Int32](repeating: 0, count: Int(narrow))
    var info: Int32 = 0
    var elements = matrix.mutableSpan
    unsafe elements.withUnsafeMutableBufferPointer { a in
      // Row-major: what is above the diagonal here is below it for Fortran.
      unsafe dsyevd_(
        "V", "L", [n], a.baseAddress, [n], &values, &work, [wide], &integers, [narrow], &info, 1, 1)
    }
    return info == 0 ? values : nil
  }
}
