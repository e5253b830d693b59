#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// K_ij = exp(f_i + g_j + h - C_ij / eps), for potentials that scalings near 1 complete.
struct ScalingKernel {
  private let rows: Int
  private let columns: Int
  private let width: Int
  private var vectors: [SIMD8<Double>]
  private var buffer: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    width = Lanes.vectorCount(for: columns)
    vectors = Array(repeating: .zero, count: rows * width)
    buffer = Array(repeating: 0, count: columns)
  }

  subscript(row: Int, column: Int) -> Double {
    vectors[row * width + column / Lanes.width][column % Lanes.width]
  }

  /// Computes all entries anew.
  mutating func rebuild(
    _ cost: ScaledCost, rowPotentials: [Double], columnPotentials: [Double], shift: Double
  ) {
    for row in 0..<rows {
      cost.fill(&buffer, row: row)
      let base = rowPotentials[row] + shift
      for vector in 0..<width {
        var entries = SIMD8<Double>.zero
        let first = vector * Lanes.width
        for lane in 0..<min(Lanes.width, columns - first) {
          let exponent = base + columnPotentials[first + lane] + buffer[first + lane]
          entries[lane] = exp(exponent)
        }
        vectors[row * width + vector] = entries
      }
    }
  }

  /// One pass over the entries: for each row, K v to a new scaling of the row, and K' u with the
  /// new scalings to `sums`.
  ///
  /// Every entry is read from memory once for both products.
  func sweep(
    rowScalings: inout [Double], columnScalings: Lanes, sums: inout Lanes,
    scaling: (_ row: Int, _ sum: Double, _ old: Double) -> Double
  ) {
    let entries = vectors.span
    let weights = columnScalings.vectors.span
    var totals = sums.vectors.mutableSpan
    for vector in 0..<width { totals[vector] = .zero }
    for row in 0..<rows {
      let entries = entries.extracting(row * width..<(row + 1) * width)
      var products = SIMD8<Double>.zero
      for vector in 0..<width { products += entries[vector] * weights[vector] }
      let scaling = scaling(row, products.sum(), rowScalings[row])
      rowScalings[row] = scaling
      for vector in 0..<width { totals[vector] += entries[vector] * scaling }
    }
  }
}
