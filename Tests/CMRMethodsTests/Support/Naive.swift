#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// The formulas of the references, written with the C library and plain loops: what the methods are
// compared with.

/// The natural logarithm.
func naiveLog(_ x: Double) -> Double { log(x) }

/// e to the power of x.
func naiveExp(_ x: Double) -> Double { exp(x) }

/// exp(x_k) / sum exp(x), without any care.
func naiveSoftmax(_ x: [Double]) -> [Double] {
  let exponentials = x.map { exp($0) }
  let total = exponentials.reduce(0, +)
  return exponentials.map { $0 / total }
}

/// The scalar product.
func dot(_ a: some Collection<Double>, _ b: some Collection<Double>) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
}
