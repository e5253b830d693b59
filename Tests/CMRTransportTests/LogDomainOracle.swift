import CMRDense
import CMRTransport

#if canImport(Glibc)
  import Glibc
#endif

/// Sinkhorn's iteration as the textbooks have it, all in logarithms: the oracle for what the solver
/// does faster.
func logDomainPlan(
  _ cost: Matrix<Double>, _ a: [Double], _ b: [Double], eps: Double, iterations: Int
) -> Matrix<Double> {
  func logSumExp(_ values: [Double]) -> Double {
    let largest = values.reduce(-.infinity, max)
    return largest == -.infinity
      ? largest : largest + log(values.reduce(0) { $0 + exp($1 - largest) })
  }
  var f = a.map { _ in 0.0 }
  var g = b.map { $0 == 0 ? -Double.infinity : 0 }
  for _ in 0..<iterations {
    f = a.indices.map { i in
      a[i] == 0 ? -.infinity : log(a[i]) - logSumExp(b.indices.map { g[$0] - cost[i, $0] / eps })
    }
    g = b.indices.map { j in
      b[j] == 0 ? -.infinity : log(b[j]) - logSumExp(a.indices.map { f[$0] - cost[$0, j] / eps })
    }
  }
  return Matrix(a.indices.map { i in b.indices.map { exp(f[i] + g[$0] - cost[i, $0] / eps) } })
}

extension Matrix<Double> {
  /// This matrix with a dummy row and column of cost 0, and `corner` between them.
  func extended(corner: Double) -> Matrix {
    Matrix((0..<rows).map { row($0) + [0] } + [Array(repeating: 0, count: columns) + [corner]])
  }

  /// The first `rows` rows and `columns` columns.
  func topLeft(_ rows: Int, _ columns: Int) -> [Double] {
    (0..<rows).flatMap { row($0).prefix(columns) }
  }
}
