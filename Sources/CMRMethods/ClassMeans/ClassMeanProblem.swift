package import CMRDense

/// The generalised eigenvalue problem A w = ρ B w of linear discriminants of several modalities,
/// whose A and B know rows through class means but for the scatter within classes.
///
///     A = M F Mᵀ,  B = diag(s_v W_v) + M Q Mᵀ
///
/// M has the centred class means of all modalities as columns, in blocks on the diagonal; F and Q are
/// diagonal in every block of two modalities. With H = Mᵀ diag(s_v W_v)⁻¹ M and w = diag(s_v W_v)⁻¹
/// M H^(-1/2) u it becomes
///
///     H^½ F H^½ u = ρ (I + H^½ Q H^½) u
///
/// of as many rows as there are class means: nothing that has the size of all features together is
/// ever decomposed.
package struct ClassMeanProblem {
  /// ρ, largest first.
  package let ratios: [Double]
  /// `[D, L]` by modality; wᵀ B w = 1 over all modalities together where ρ is not 0.
  package let projections: [Matrix<Double>]

  /// One number for each class: the diagonal of a block.
  package typealias Block = (_ a: Int, _ b: Int) -> [Double]

  /// The leading `count` solutions; nil where a number is not finite.
  ///
  /// - Parameters:
  ///   - scatters: The modalities.
  ///   - scales: s, above 0.
  ///   - numerator: The blocks of F, symmetric.
  ///   - denominator: The blocks of Q, symmetric and not negative together; nil for none.
  package init?(
    _ scatters: [ModalityScatter], scales: [Double], numerator: Block, denominator: Block? = nil,
    count: Int
  ) {
    var roots: [SymmetricRoot] = []
    for (scatter, scale) in zip(scatters, scales) {
      var inner = scatter.inner
      inner.scale(by: 1 / scale)
      guard let root = SymmetricRoot(inner) else { return nil }
      roots.append(root)
    }
    var problem = Self.between(roots, numerator)
    var whitening: SymmetricRoot?
    if let denominator {
      var extra = Self.between(roots, denominator)
      for index in 0..<extra.rows { extra[index, index] += 1 }
      guard let root = SymmetricRoot(extra) else { return nil }
      problem = Matrix.product(Matrix.product(root.inverse, problem), root.inverse)
      whitening = root
    }
    guard let eigen = SymmetricEigen(problem) else { return nil }
    let found = min(count, eigen.values.count)
    ratios =
      Array(eigen.values.prefix(found)) + [Double](repeating: 0, count: count - found)
    var leading = eigen.vectors.rows(0..<found).transposed()
    if let whitening { leading = Matrix.product(whitening.inverse, leading) }
    let classes = scatters[0].counts.count
    projections = scatters.indices.map { index in
      let own = leading.rows(index * classes..<(index + 1) * classes)
      var weights = Matrix.product(roots[index].inverse, own)
      weights.scale(by: 1 / scales[index])
      let projection = Matrix.product(scatters[index].solved, weights, transposingA: true)
      return projection.padded(to: count)
    }
  }

  /// H^½ X H^½ for X given by the diagonals of its blocks.
  private static func between(_ roots: [SymmetricRoot], _ block: Block) -> Matrix<Double> {
    let classes = roots[0].root.rows
    let size = roots.count * classes
    var all = Matrix<Double>(rows: size, columns: size)
    for a in roots.indices {
      for b in roots.indices {
        let diagonal = block(a, b)
        var right = roots[b].root
        right.scaleRows(by: diagonal.elementSpan)
        let product = Matrix.product(roots[a].root, right)
        for row in 0..<classes {
          for column in 0..<classes {
            all[a * classes + row, b * classes + column] = product[row, column]
          }
        }
      }
    }
    return all
  }
}

/// The root of a symmetric matrix without negative eigenvalues, and its inverse on the directions in
/// which it is not 0.
struct SymmetricRoot {
  let root: Matrix<Double>
  let inverse: Matrix<Double>

  init?(_ matrix: Matrix<Double>) {
    guard let eigen = SymmetricEigen(matrix) else { return nil }
    let least = 1e-12 * max(eigen.values.first ?? 0, 0)
    func power(_ exponent: (Double) -> Double) -> Matrix<Double> {
      let factors = eigen.values.map { $0 > least ? exponent($0) : 0 }
      var half = eigen.vectors
      half.scaleRows(by: factors.elementSpan)
      return Matrix.product(eigen.vectors, half, transposingA: true)
    }
    root = power { $0.squareRoot() }
    inverse = power { 1 / $0.squareRoot() }
  }
}

extension Matrix<Double> {
  /// With columns of zeros up to `columns`.
  fileprivate func padded(to columns: Int) -> Matrix {
    guard columns > self.columns else { return self }
    return Matrix(
      rows: rows, columns: columns,
      elements: (0..<rows).flatMap {
        row($0) + [Double](repeating: 0, count: columns - self.columns)
      })
  }
}
