import CMRAutodiff
import CMRDense
import CMRRandom
import CMRTestSupport
import CMRTraining
import Testing

/// The building blocks that methods share.
@Suite struct BlocksTests {
  private let random = RandomStream(seed: 4, domain: "test")

  private func encoder(hidden: [Int]) -> (EncoderStack, Parameters<Float>) {
    let stack = EncoderStack(
      name: "image", inputs: 6, options: EncoderOptions(hidden: hidden, dimension: 4))
    return (stack, Parameters(stack.initialParameters(random)))
  }

  private func features(rows: Int) -> Matrix<Float> {
    var stream = random
    return Matrix<Float>(
      rows: rows, columns: 6, elements: (0..<rows * 6).map { _ in Float(stream.normal()) })
  }

  @Test(arguments: [[], [5], [5, 3]])
  func bothWaysToEmbedAgree(hidden: [Int]) {
    let (stack, parameters) = encoder(hidden: hidden)
    #expect(stack.depth == hidden.count + 1)
    let tape = Tape<Float>()
    let x = features(rows: 9)
    let recorded = stack.embed(tape.constant(x), tape.parameters(parameters)).value
    let plain = stack.embed(x, parameters)
    #expect(recorded == plain)
    expectClose(plain.rowNorms(), Array(repeating: 1, count: 9), absolute: 1e-6)
  }

  @Test func aLayerIsLinearPlusBias() {
    let (stack, parameters) = encoder(hidden: [])
    let x = features(rows: 1)
    let (weight, bias) = (parameters["image.0.weight"], parameters["image.0.bias"])
    #expect((weight.rows, weight.columns) == (6, 4))
    #expect((bias.rows, bias.columns) == (1, 4))
    var sums = (0..<4).map { column in
      (0..<6).reduce(Double(bias[0, column])) {
        $0 + Double(x[0, $1]) * Double(weight[$1, column])
      }
    }
    let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
    sums = sums.map { $0 / length }
    expectClose(stack.embed(x, parameters).elements, sums, absolute: 1e-6)
  }

  @Test func initialNumbersFillTheBound() {
    let stack = EncoderStack(
      name: "text", inputs: 100, options: EncoderOptions(hidden: [80], dimension: 30))
    for (name, matrix) in stack.initialParameters(random) where name.hasSuffix("weight") {
      let bound: Float = name.hasPrefix("text.0") ? 0.1 : 1 / Float(80).squareRoot()
      #expect(matrix.maximumMagnitude() <= bound)
      #expect(matrix.maximumMagnitude() > 0.9 * bound)
      #expect(abs(matrix.mean()) < 0.3 * bound)
    }
  }

  /// A layer's numbers follow from its name alone.
  @Test func anotherDepthKeepsTheFirstLayer() {
    let (_, shallow) = encoder(hidden: [5])
    let (_, deep) = encoder(hidden: [5, 3])
    #expect(shallow["image.0.weight"] == deep["image.0.weight"])
    #expect(shallow["image.0.weight"].row(0) != shallow["image.0.weight"].row(1))
  }

  @Test func classColumnsAreOrthonormal() throws {
    let classes = try ClassMatrix(dimension: 12, classCount: 7)
    var parameters = Parameters(classes.initialParameters(random))
    let w = parameters["classes"]
    let gram = Matrix.product(w, w, transposingA: true)
    for i in 0..<7 {
      for j in 0..<7 {
        expectClose([gram[i, j]], [i == j ? 1 : 0], absolute: 1e-6)
      }
    }
    parameters.withMutable("classes") { $0.scale(by: 3) }
    classes.project(&parameters)
    expectClose(parameters["classes"].elements, w.elements.map(Double.init), absolute: 1e-6)
  }
}
