// The only file that sees BLAS: extents are checked against the spans and narrowed here, and pointers
// end here.
private import CMRCOpenBLAS
public import RealModule

/// How many threads products of matrices use.
///
/// OpenBLAS starts with one thread per core whatever else runs on the machine, so commands set the
/// number explicitly. The last bits of a product may depend on it; for a fixed number they do not
/// change from run to run.
public enum BLASThreads {
  /// Sets the number of threads for the whole process; at least 1.
  public static func set(_ count: Int) {
    precondition(count >= 1, "\(count) threads cannot multiply anything")
    openblas_set_num_threads(narrowed(count))
  }

  /// The number of threads in use.
  public static var count: Int { Int(openblas_get_num_threads()) }
}

/// The library that multiplies matrices.
public enum BLASLibrary {
  /// Its version, how it was built, and the processor for which it works: the last bits of a product depend on all of
  /// them.
  public static var configuration: String {
    let built = unsafe String(cString: openblas_get_config())
    let processor = unsafe String(cString: openblas_get_corename())
    return built.contains(processor) ? built : "\(built) on \(processor)"
  }
}

extension Float: DenseScalar {
  /// `sgemm`.
  public static func multiply(
    _ shape: ProductShape, scale: Float, _ a: Span<Float>, _ b: Span<Float>, keeping: Float,
    into result: inout MutableSpan<Float>
  ) {
    check(shape, a.count, b.count, result.count)
    let (m, n, k) = (narrowed(shape.rows), narrowed(shape.columns), narrowed(shape.inner))
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe result.withUnsafeMutableBufferPointer { c in
          unsafe cblas_sgemm(
            CblasRowMajor, shape.transposeA, shape.transposeB, m, n, k, scale, a.baseAddress,
            shape.leadingA, b.baseAddress, shape.leadingB, keeping, c.baseAddress, leading(n))
        }
      }
    }
  }

  /// Vectorised by the compiler.
  public static func squareRoots(_ x: Span<Float>, into y: inout MutableSpan<Float>) {
    let count = Kernels.checked(x.count, y.count)
    for i in 0..<count { y[i] = cmr_sqrt_f32(x[i]) }
  }
}

extension Double: DenseScalar {
  /// `dgemm`.
  public static func multiply(
    _ shape: ProductShape, scale: Double, _ a: Span<Double>, _ b: Span<Double>, keeping: Double,
    into result: inout MutableSpan<Double>
  ) {
    check(shape, a.count, b.count, result.count)
    let (m, n, k) = (narrowed(shape.rows), narrowed(shape.columns), narrowed(shape.inner))
    unsafe a.withUnsafeBufferPointer { a in
      unsafe b.withUnsafeBufferPointer { b in
        unsafe result.withUnsafeMutableBufferPointer { c in
          unsafe cblas_dgemm(
            CblasRowMajor, shape.transposeA, shape.transposeB, m, n, k, scale, a.baseAddress,
            shape.leadingA, b.baseAddress, shape.leadingB, keeping, c.baseAddress, leading(n))
        }
      }
    }
  }

  /// Vectorised by the compiler.
  public static func squareRoots(_ x: Span<Double>, into y: inout MutableSpan<Double>) {
    let count = Kernels.checked(x.count, y.count)
    for i in 0..<count { y[i] = cmr_sqrt_f64(x[i]) }
  }
}

extension ProductShape {
  fileprivate var transposeA: CBLAS_TRANSPOSE { transposingA ? CblasTrans : CblasNoTrans }
  fileprivate var transposeB: CBLAS_TRANSPOSE { transposingB ? CblasTrans : CblasNoTrans }
  fileprivate var leadingA: Int32 { leading(narrowed(transposingA ? rows : inner)) }
  fileprivate var leadingB: Int32 { leading(narrowed(transposingB ? inner : columns)) }
}

/// BLAS wants a leading dimension of at least one even of a matrix without columns.
private func leading(_ extent: Int32) -> Int32 { max(extent, 1) }

/// The 32-bit form of an extent; OpenBLAS is built with 32-bit integers here.
private func narrowed(_ extent: Int) -> Int32 {
  precondition(
    extent <= Int(Int32.max), "an extent of \(extent) is beyond the 32-bit integers of BLAS")
  return Int32(extent)
}

/// The library reads and writes what the extents say, so they must be what the spans hold.
private func check(_ shape: ProductShape, _ a: Int, _ b: Int, _ result: Int) {
  precondition(
    a == shape.rows * shape.inner && b == shape.inner * shape.columns
      && result == shape.rows * shape.columns,
    "a product of shape \(shape) does not fit \(a), \(b) and \(result) elements")
}
