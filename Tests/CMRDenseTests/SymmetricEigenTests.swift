import CMRDense
import CMRRandom
import Testing

/// Eigenvalues and vectors of symmetric matrices.
@Suite struct SymmetricEigenTests {
  @Test(arguments: [1, 2, 7, 40]) func decomposes(size: Int) throws {
    var random = RandomStream(seed: UInt64(size), domain: "eigen")
    let half = Matrix<Double>(
      rows: size, columns: size, elements: (0..<size * size).map { _ in random.normal() })
    let symmetric = half + half.transposed()
    let eigen = try #require(SymmetricEigen(symmetric))
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 >= $1 })
    let products = Matrix.product(eigen.vectors, symmetric)
    let angles = Matrix.product(eigen.vectors, eigen.vectors, transposingB: true)
    for i in 0..<size {
      for j in 0..<size {
        #expect(abs(products[i, j] - eigen.values[i] * eigen.vectors[i, j]) < 1e-12 * Double(size))
        #expect(abs(angles[i, j] - (i == j ? 1 : 0)) < 1e-13 * Double(size))
      }
      #expect(try #require(eigen.vectors.row(i).max { abs($0) < abs($1) }) > 0)
    }
  }

  @Test func oneHalfIsRead() {
    let full = Matrix<Double>([[2, 1], [1, 2]])
    #expect(SymmetricEigen(Matrix<Double>([[2, 1], [9, 2]])) == SymmetricEigen(full))
    #expect(SymmetricEigen(full)?.values.map { ($0 * 1e12).rounded() } == [3e12, 1e12])
  }

  @Test func notFinite() {
    #expect(SymmetricEigen(Matrix<Double>([[1, .nan], [.nan, 1]])) == nil)
    #expect(SymmetricEigen(Matrix<Double>(rows: 0, columns: 0))?.values == [])
  }
}
