private import CMRCOpenBLAS
import RealModule

/// The Cholesky factor of a symmetric positive definite matrix A = L Lᵀ, by LAPACK (`dpotrf`).
public struct Cholesky: Sendable, Equatable {
  /// L as Fortran has it: its columns are the rows here.
  private let factor: Matrix<Double>

  /// Factors `matrix`, of which only the half on and above the diagonal is read.
  ///
  /// Nil where an element is not finite, where there are more than ``SymmetricEigen/mostRows``, or
  /// where the matrix is not positive definite to working precision. Needs no memory beside it.
  public init?(_ matrix: consuming Matrix<Double>) {
    let count = matrix.rows
    precondition(count == matrix.columns, "a matrix of shape \(matrix.shape) is not square")
    guard count <= SymmetricEigen.mostRows, matrix.isFinite() else { return nil }
    guard count == 0 || Self.factor(&matrix, Int32(count)) else { return nil }
    factor = matrix
  }

  private static func factor(_ matrix: inout Matrix<Double>, _ n: Int32) -> Bool {
    var info: Int32 = 0
    var elements = matrix.mutableSpan
    unsafe elements.withUnsafeMutableBufferPointer { a in
      // Row-major: what is above the diagonal here is below it for Fortran.
      unsafe dpotrf_("L", [n], a.baseAddress, [n], &info, 1)
    }
    return info == 0
  }

  /// log |A|.
  public var logDeterminant: Double {
    (0..<factor.rows).reduce(0) { $0 + 2 * Double.log(factor[$1, $1]) }
  }

  /// L⁻¹ b for every row b of `rows`.
  public func halfSolving(_ rows: Matrix<Double>) -> Matrix<Double> {
    solve(rows, transposed: false)
  }

  /// A⁻¹ b for every row b of `rows`.
  public func solving(_ rows: Matrix<Double>) -> Matrix<Double> {
    solve(halfSolving(rows), transposed: true)
  }

  /// Rows here are columns for Fortran.
  private func solve(_ rows: Matrix<Double>, transposed: Bool) -> Matrix<Double> {
    precondition(
      rows.columns == factor.rows,
      "rows of length \(rows.columns) do not fit a factor of \(factor.rows) rows")
    guard rows.count > 0 else { return rows }
    var result = rows
    let (n, count) = (Int32(factor.rows), Int32(rows.rows))
    var info: Int32 = 0
    var elements = result.mutableSpan
    unsafe factor.span.withUnsafeBufferPointer { a in
      unsafe elements.withUnsafeMutableBufferPointer { b in
        unsafe dtrtrs_(
          "L", transposed ? "T" : "N", "N", [n], [count], a.baseAddress, [n], b.baseAddress, [n],
          &info, 1, 1, 1)
      }
    }
    return result
  }
}
