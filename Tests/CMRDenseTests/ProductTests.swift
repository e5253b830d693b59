import CMRDense
import CMRTestSupport
import Testing

struct ProductTests {
  static let shapes = [
    (1, 1, 1), (1, 7, 3), (5, 1, 2), (3, 4, 1), (8, 8, 8), (17, 31, 13), (33, 5, 64), (70, 129, 65),
  ]

  /// op(a) op(b) by its definition, in Double.
  static func naive<Scalar: DenseScalar>(
    _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ transposingA: Bool, _ transposingB: Bool
  ) -> [Double] {
    let a = (transposingA ? a.transposed() : a).converted(to: Double.self)
    let b = (transposingB ? b.transposed() : b).converted(to: Double.self)
    return (0..<a.rows).flatMap { i in
      (0..<b.columns).map { j in (0..<a.columns).reduce(0) { $0 + a[i, $1] * b[$1, j] } }
    }
  }

  static func check<Scalar: DenseScalar>(
    _: Scalar.Type, _ shape: (Int, Int, Int), _ t: (Bool, Bool)
  ) {
    let (m, n, k) = shape
    let a = t.0 ? Matrix<Scalar>.normal(k, m, seed: 1) : .normal(m, k, seed: 1)
    let b = t.1 ? Matrix<Scalar>.normal(n, k, seed: 2) : .normal(k, n, seed: 2)
    let expected = naive(a, b, t.0, t.1)
    let tolerance = 20 * Double(k) * Double(Scalar.ulpOfOne)
    let product = Matrix.product(a, b, transposingA: t.0, transposingB: t.1)
    #expect(product.rows == m && product.columns == n)
    expectClose(product.elements, expected, absolute: tolerance, "\(shape) \(t)")

    var sum = Matrix<Scalar>(rows: m, columns: n, repeating: 3)
    sum.addProduct(of: a, b, transposingA: t.0, transposingB: t.1, scale: -2, keeping: 0.5)
    expectClose(
      sum.elements, expected.map { 1.5 - 2 * $0 }, absolute: 2 * tolerance, "\(shape) \(t) added")

    var overwritten = Matrix<Scalar>(rows: m, columns: n, repeating: .nan)
    overwritten.setProduct(of: a, b, transposingA: t.0, transposingB: t.1)
    #expect(overwritten == product, "keeping 0 does not read what was there")
  }

  @Test(arguments: shapes, [(false, false), (false, true), (true, false), (true, true)])
  func equalsTheDefinition(shape: (Int, Int, Int), transposing: (Bool, Bool)) {
    Self.check(Float.self, shape, transposing)
    Self.check(Double.self, shape, transposing)
  }

  @Test func emptyExtents() {
    let tall = Matrix<Float>(rows: 3, columns: 0)
    let wide = Matrix<Float>(rows: 0, columns: 2)
    #expect(Matrix.product(tall, wide) == Matrix(rows: 3, columns: 2, repeating: 0))
    #expect(Matrix.product(wide, Matrix(rows: 2, columns: 4)).shape == "[0, 4]")
    var kept = Matrix<Float>(rows: 3, columns: 2, repeating: 4)
    kept.addProduct(of: tall, wide, keeping: 0.5)
    #expect(kept == Matrix(rows: 3, columns: 2, repeating: 2))
  }

  @Test func repeatsBitForBit() {
    let a = Matrix<Float>.normal(300, 200, seed: 3)
    let b = Matrix<Float>.normal(200, 170, seed: 4)
    let first = Matrix.product(a, b)
    for _ in 0..<5 { #expect(Matrix.product(a, b) == first) }
  }

  @Test func threadsAreWhatWasSet() {
    let before = BLASThreads.count
    defer { BLASThreads.set(before) }
    BLASThreads.set(1)
    #expect(BLASThreads.count == 1)
  }

  @Test func shapesThatDoNotFitStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix.product(Matrix<Float>(rows: 2, columns: 3), Matrix<Float>(rows: 4, columns: 2))
    }
    await #expect(processExitsWith: .failure) {
      var small = Matrix<Float>(rows: 2, columns: 2)
      small.setProduct(of: Matrix(rows: 2, columns: 3), Matrix(rows: 3, columns: 4))
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Double>(rows: 2, columns: 2, elements: [1, 2, 3])
    }
  }
}
