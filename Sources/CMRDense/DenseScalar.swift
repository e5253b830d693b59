public import RealModule

/// The numbers that matrices are made of: `Float` and `Double`, and no others.
///
/// `Real` brings `exp`, `log` and `sqrt` to generic code. Products are requirements because the two
/// types call different BLAS routines; use ``Matrix/product(_:_:transposingA:transposingB:)`` and
/// its in-place forms and not these.
public protocol DenseScalar: Real, BinaryFloatingPoint, SIMDScalar, Codable, Sendable,
  BitwiseCopyable
{
  /// Adds `scale` times the product of two row-major matrices to `keeping` times `result`.
  ///
  /// The caller has checked that the spans have the extents that `shape` says.
  static func multiply(
    _ shape: ProductShape, scale: Self, _ a: Span<Self>, _ b: Span<Self>, keeping: Self,
    into result: inout MutableSpan<Self>)

  /// The square root of each element; equal to `squareRoot()`, and several times as fast.
  static func squareRoots(_ x: Span<Self>, into result: inout MutableSpan<Self>)
}

/// The extents of a product of matrices: op(A) is `rows` x `inner`, op(B) is `inner` x `columns`.
public struct ProductShape: Sendable, Equatable {
  /// Rows of the result.
  public let rows: Int
  /// Columns of the result.
  public let columns: Int
  /// The extent that is summed over.
  public let inner: Int
  /// Whether A is stored as `inner` x `rows`.
  public let transposingA: Bool
  /// Whether B is stored as `columns` x `inner`.
  public let transposingB: Bool
}
